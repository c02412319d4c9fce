import assert from 'node:assert/strict'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { createMovableClock, noMovableClock } from '../faults/movable-clock.ts'
import { assertSucceeded } from '../kill/assert-succeeded.ts'
import { readHistory } from '../kill/task-history.ts'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { prepareMigration } from '../scenario/migration.ts'
import { startStepwell, type StepwellProcess } from '../scenario/stepwell-process.ts'
import { addTicked, operations, submitTicks } from '../start/ticks.ts'

const hour = 3600
const skip = await noMovableClock()

/** Registers two instances; gives how a task that ticks is submitted there, for its id. */
async function prepareTicks(stepwell: StepwellProcess) {
  const native = await stepwell.native()
  for (const name of ['one', 'two']) await addTicked(native, name)
  const submit = async (instance: string, ticks: number, more: { readonly dueAt?: string } = {}) =>
    (await submitTicks(native, { instance, file: join(stepwell.data, instance), ticks, ...more })).id
  return { native, submit }
}

suite('the clock of server and worker is moved', { skip }, () => {
  test('in the middle of a migration under writes: its worker loses it, or it says nonsense of its end', async () => {
    await using clock = await createMovableClock()
    await using prepared = await prepareMigration({
      keys: 12_000,
      writesPerSecond: 1000,
      environment: clock.environment,
    })
    const { native, stepwell } = prepared
    const [worker] = await stepwell.workerPids()
    const id = await prepared.submit({ maximumKeysPerSecond: 3000, verify: 'full' })
    const watch = watchTask(native, id)
    const offsets = [hour, -hour, 24 * hour, -24 * hour, 0]
    const nonsense: (number | null)[] = []
    let moves = 0
    let movedAtRevision = 0
    const ended = await watch.until(task => {
      if ((task.remainingSeconds ?? 0) < 0) nonsense.push(task.remainingSeconds)
      if (isEnded(task)) return true
      if (task.revision >= movedAtRevision + 3) {
        movedAtRevision = task.revision
        void clock.move(offsets[moves++ % offsets.length]!)
      }
      return false
    })
    assert.ok(moves > 5, `${moves} moves`)
    assert.deepEqual(nonsense, [])
    assert.deepEqual(await stepwell.workerPids(), [worker])
    const events = await readHistory(native, id)
    const taken = events
      .map(({ type }) => type)
      .filter(type => /^(claimed|workerLost|yielded|stalled)$/.test(type))
    assert.deepEqual(taken, ['claimed'])
    const inOrder = events.every(
      (event, index) =>
        index === 0 || (event.id > events[index - 1]!.id && event.revision >= events[index - 1]!.revision),
    )
    assert.ok(inOrder)
    await assertSucceeded(prepared, watch, ended)
  })

  test('while tasks wait for their time: one begins too early, or never', async () => {
    await using clock = await createMovableClock()
    await using stepwell = await startStepwell({ operations, environment: clock.environment })
    const { native, submit } = await prepareTicks(stepwell)
    const dueAt = new Date(clock.now() + hour * 1000).toISOString()
    const delayed = await submit('one', 1, { dueAt })
    const watch = watchTask(native, delayed)
    for (const seconds of [-2 * hour, hour - 60]) {
      await clock.move(seconds)
      // Another one comes through: the worker has looked at what is due.
      await watchTask(native, await submit('two', 1)).until(isEnded)
      assert.equal((await watch.until(() => true)).status, 'pending')
    }
    await clock.move(hour + 1)
    const ended = await watch.until(isEnded)
    assert.equal(ended.status, 'succeeded')
    assert.ok(ended.startedAt! >= dueAt, `${ended.startedAt} ${dueAt}`)
  })

  test('while a task is paused for an hour: it goes on too early, or never', async () => {
    await using clock = await createMovableClock()
    await using stepwell = await startStepwell({ operations, environment: clock.environment })
    const { native, submit } = await prepareTicks(stepwell)
    const paused = await submit('one', 100)
    const watch = watchTask(native, paused)
    await watch.until(({ steps }) => (steps[0]!.done ?? 0) > 0)
    const until = new Date(clock.now() + hour * 1000).toISOString()
    await native.ask('POST', `/tasks/${paused}/pause`, { until })
    await watch.until(({ status }) => status === 'paused')
    await clock.move(-2 * hour)
    await watchTask(native, await submit('two', 1)).until(isEnded)
    assert.equal((await watch.until(() => true)).status, 'paused')
    await clock.move(hour + 1)
    assert.equal((await watch.until(isEnded)).status, 'succeeded')
  })

  test('back by a day while the server is down: tasks it had wait for the day to pass', async () => {
    await using clock = await createMovableClock()
    await using stepwell = await startStepwell({ operations, environment: clock.environment })
    const { native, submit } = await prepareTicks(stepwell)
    const watch = watchTask(native, await submit('one', 100))
    await watch.until(({ steps }) => (steps[0]!.done ?? 0) > 0)
    const waiting = watchTask(native, await submit('one', 1))
    await stepwell.kill()
    await clock.move(-24 * hour)
    await stepwell.start()
    for (const each of [watch, waiting]) assert.equal((await each.until(isEnded)).status, 'succeeded')
  })
})
