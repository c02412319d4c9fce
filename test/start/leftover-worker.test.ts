import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { suite, test } from 'node:test'
import { killProcess, processStartedAt } from '../../src/drivers/host/process-identity.ts'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { addTicked, operations, submitTicks } from './ticks.ts'

const ticks = 150

/** Starts a task that ticks; gives how to read the pids that ticked, and how to wait for its end. */
async function startTicking(stepwell: StepwellProcess) {
  const file = join(stepwell.data, 'ticks')
  const native = await stepwell.native()
  await addTicked(native, 'ticked')
  const { id } = await submitTicks(native, { instance: 'ticked', file, ticks })
  const pids = async (): Promise<readonly number[]> =>
    (await readFile(file, 'utf8').catch(() => '')).trim().split('\n').filter(Boolean).map(Number)
  return { pids, ended: () => watchTask(native, id).until(isEnded) }
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
