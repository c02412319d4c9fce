import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prepareMigration } from '../scenario/migration.ts'
import { assertSucceeded } from './assert-succeeded.ts'
import { readHistory } from './task-history.ts'
import { isEnded, watchTask } from './task-watch.ts'

test('a server that is told to end gives its migration back, and the next start goes on with it', async () => {
  await using prepared = await prepareMigration({ keys: 20_000, writesPerSecond: 2000 })
  const { stepwell, native } = prepared
  const id = await prepared.submit({ maximumKeysPerSecond: 8000 })
  const watch = watchTask(native, id)
  await watch.until(({ steps }) => steps[1]!.percent >= 40 && steps[1]!.status === 'running')
  const [worker] = await stepwell.workerPids()
  await stepwell.stop()
  assert.throws(() => process.kill(worker!, 0), { code: 'ESRCH' }, 'the worker has ended before its server')
  await stepwell.start()
  const task = await watch.until(isEnded)
  const events = await readHistory(native, id)
  const handedOver = events
    .map(({ type }) => type)
    .filter(type => /^(?:claimed|yielded|workerLost)$/.test(type))
  assert.deepEqual(handedOver, ['claimed', 'yielded', 'claimed'])
  await assertSucceeded(prepared, watch, task)
})
