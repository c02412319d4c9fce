import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { suite, test } from 'node:test'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { killProcess, processStartedAt } from '../../src/drivers/host/process-identity.ts'
import type { Native } from '../scenario/native.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'

const operations = [fileURLToPath(new URL('./tick-operation.ts', import.meta.url))]
const ticks = 150

/** Starts a task that ticks; gives its id and how to read the pids that ticked. */
async function startTicking({ data, native }: StepwellProcess) {
  const file = join(data, 'ticks')
  const asked: Native = await native()
  const body = { service: 'taurusdb', name: 'ticked', endpoints: [{ host: '127.0.0.1', port: 1 }] }
  await asked.ask('POST', '/instances', body)
  const submission = { operation: 'test.tick', instance: 'ticked', input: { file, ticks } }
  const { id } = await asked.ask<TaskView>('POST', '/tasks', submission)
  const pids = async (): Promise<readonly number[]> =>
    (await readFile(file, 'utf8').catch(() => '')).trim().split('\n').filter(Boolean).map(Number)
  const ended = async (): Promise<TaskView> => {
    for (;;) {
      const task = await asked.ask<TaskView>('GET', `/tasks/${id}`)
      if (task.endedAt !== null) return task
      await delay(10)
    }
  }
  return { pids, ended }
}

suite('a worker that outlives its server', () => {
  test('is killed by the next server before its task goes on, though it is stopped', async () => {
    await using stepwell = await startStepwell({ operations })
    const { pids, ended } = await startTicking(stepwell)
    while ((await pids()).length < 5) await delay(5)
    const [stopped] = await stepwell.workerPids()
    const startedAt = processStartedAt(stopped!)!
    process.kill(stopped!, 'SIGSTOP')
    try {
      await stepwell.kill()
      assert.equal(processStartedAt(stopped!), startedAt, 'it cannot hear that its server is gone')
      await stepwell.start()
      while ((await pids()).at(-1) === stopped) await delay(1)
      assert.notEqual(processStartedAt(stopped!), startedAt, 'its task goes on, so it is dead')
      assert.equal((await ended()).status, 'succeeded')
      const ticked = await pids()
      const [next] = await stepwell.workerPids()
      assert.deepEqual([...new Set(ticked)], [stopped, next], 'no tick of the old one after one of the new')
      assert.ok(ticked.length <= ticks + 1, 'no more than the tick in flight was done twice')
    } finally {
      await killProcess(stopped!, startedAt)
    }
  })

  test('ends by itself when the server is killed', async () => {
    await using stepwell = await startStepwell({ operations })
    const { pids } = await startTicking(stepwell)
    while ((await pids()).length < 5) await delay(5)
    const [worker] = await stepwell.workerPids()
    const startedAt = processStartedAt(worker!)
    await stepwell.kill()
    while (processStartedAt(worker!) === startedAt) await delay(5)
  })
})
