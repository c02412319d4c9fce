import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { WebhookWithSecretView } from '../../src/dialects/native/webhook-schema.ts'
import { startReceiver } from '../../src/webhooks/testing/receiver.ts'
import { openTerminal } from '../command-line/terminal.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { addTicked, operations, submitTicks } from '../start/ticks.ts'
import { bodiesAt, idsAt, signedBy } from './messages.ts'

const environment = { STEPWELL_WEBHOOKS_TO: '127.0.0.0/8', STEPWELL_LANG: 'zh-cn' }

/** Submits a task that ends soon, on an instance of its own. */
async function startTicking(stepwell: StepwellProcess, instance: string): Promise<void> {
  const native = await stepwell.native()
  await addTicked(native, instance)
  await submitTicks(native, { instance, file: join(stepwell.data, 'ticks'), ticks: 3 })
}

test('a server that is killed between two tries loses a message, or sends it as another one', async () => {
  await using stepwell = await startStepwell({ operations, environment })
  await using receiver = await startReceiver()
  receiver.answer(() => 503)
  const { ask } = await stepwell.native()
  const { id, secret } = await ask<WebhookWithSecretView>('POST', '/webhooks', { url: receiver.url })
  await startTicking(stepwell, 'a')
  await receiver.until(1)
  await stepwell.kill()
  receiver.answer(() => 204)
  await stepwell.start()
  const again = await stepwell.native()
  // It need not wait for its next try.
  await again.ask('POST', `/webhooks/${id}/retry`)
  await receiver.until(2)
  await startTicking(stepwell, 'b')
  await receiver.until(3)
  await stepwell.stop()
  await stepwell.start()
  await startTicking(stepwell, 'c')
  await receiver.until(4)
  const bodies = bodiesAt(receiver)
  assert.deepEqual(
    bodies.map(({ data }) => data.task.instance.name),
    ['a', 'a', 'b', 'c'],
  )
  assert.deepEqual(bodies[0], bodies[1])
  assert.equal(new Set(idsAt(receiver)).size, 3)
  assert.deepEqual(
    [bodies[0].type, bodies[0].data.task.statusText, bodies[0].data.task.percent],
    ['task.succeeded', '成功', 100],
  )
  for (const message of receiver.received) assert.deepEqual(signedBy(message, secret), [true])
  assert.ok(!stepwell.errors().includes(secret))
})

test('a server sends where nobody has allowed, or does not say why not', async () => {
  await using stepwell = await startStepwell()
  await using receiver = await startReceiver()
  const { token } = await stepwell.credentials()
  const settings = { STEPWELL_URL: stepwell.url, STEPWELL_TOKEN: token, STEPWELL_DATA: '/no/such/folder' }
  const terminal = openTerminal({ environment: settings })
  const plain = await terminal.type('webhook', 'add', receiver.url)
  assert.match(
    plain.stderr,
    /^stepwell: The request is not valid: \/url must begin with https: .*STEPWELL_WEBHOOKS_TO/,
  )
  const literal = await terminal.type('webhook', 'add', `https://127.0.0.1:${receiver.port}/`)
  assert.match(literal.stderr, /\/url leads to 127\.0\.0\.1, which is no public address/)
  assert.deepEqual([plain.exitCode, literal.exitCode], [3, 3])
  const added = await terminal.type('webhook', 'add', `https://localhost:${receiver.port}/`, '--json')
  const { id } = JSON.parse(added.stdout)
  const tested = await terminal.type('webhook', 'test', id)
  assert.match(tested.stdout, /^The test did not arrive: no message may go to (127\.0\.0\.1|::1)/)
  assert.equal(tested.exitCode, 1)
  assert.equal(receiver.received.length, 0)
})
