import assert from 'node:assert/strict'
import { chmod, chown, mkdtemp, readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { suite, test } from 'node:test'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { processStartedAt } from '../../src/drivers/host/process-identity.ts'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { addTicked, operations, submitTicks } from '../start/ticks.ts'

/** Root may write anywhere: its servers belong to nobody here. */
const user = process.getuid?.() === 0 ? 65_534 : undefined

async function startInOwnFolder(): Promise<StepwellProcess> {
  const data = await mkdtemp(join(tmpdir(), 'stepwell-data-'))
  if (user !== undefined) await chown(data, user, user)
  return startStepwell({ operations, data, ...(user === undefined ? {} : { user }) })
}

/** Processes whose parent is the server: its workers, whatever it knows of them. */
async function childrenOf({ pid }: StepwellProcess): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger)
  const parents = await Promise.all(
    pids.map(async each => [each, await readFile(`/proc/${each}/stat`, 'utf8').catch(() => '')] as const),
  )
  return parents
    .filter(([, stat]) => Number(stat.split(') ')[1]?.split(' ')[1]) === pid)
    .map(([each]) => each)
}

suite('the data folder is made read-only while a server runs', { skip: process.platform !== 'linux' }, () => {
  test('its worker is killed: the server ends, or leaves workers it knows nothing of', async () => {
    await using stepwell = await startInOwnFolder()
    const native = await stepwell.native()
    await addTicked(native, 'ticked')
    const file = join(stepwell.data, 'ticks')
    const { id } = await submitTicks(native, { instance: 'ticked', file, ticks: 200 })
    const watch = watchTask(native, id)
    await watch.until(({ steps }) => (steps[0]!.done ?? 0) >= 5)
    const [worker] = await stepwell.workerPids()
    const startedAt = processStartedAt(worker!)
    await chmod(stepwell.data, 0o500)
    try {
      process.kill(worker!, 'SIGKILL')
      while (processStartedAt(worker!) === startedAt) await delay(5)
      await watch.until(task => task.worker === null)
      // Some tries to start another.
      while ((stepwell.output().match(/could not be started/g) ?? []).length < 4) await delay(20)
      // The last of them, one for the suspect and one for the rest, may be about to end.
      assert.ok((await childrenOf(stepwell)).length <= 2)
      assert.match(stepwell.output(), /EACCES/)
      assert.equal((await native.ask<TaskView>('GET', `/tasks/${id}`)).status, 'running')
    } finally {
      await chmod(stepwell.data, 0o700)
    }
    assert.equal((await watch.until(isEnded)).status, 'succeeded')
  })
})
