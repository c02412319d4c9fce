import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { test } from 'node:test'
import { startStepwell } from '../scenario/stepwell-process.ts'

test('a client that never ends its request keeps the server from stopping', async () => {
  await using stepwell = await startStepwell()
  const [worker] = await stepwell.workerPids()
  const client = createConnection(stepwell.port, '127.0.0.1')
  // The server may end it by a reset, which `once` would take for a failure.
  client.on('error', () => {})
  const closed = new Promise(resolve => client.on('close', resolve))
  await once(client, 'connect')
  client.write(
    'POST /v1/tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  )
  await stepwell.stop()
  await closed
  assert.throws(() => process.kill(worker!, 0), { code: 'ESRCH' }, 'its worker has ended, too')
})
