import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '../core/error.ts'
import { commitOf } from '../core/store.ts'
import { noPrediction, type Prediction, type Task } from '../core/task.ts'
import { after, claimed, emptyCommit, pendingTask } from '../core/testing/samples.ts'
import { transition } from '../core/transition.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createRecorder, type Recorder, type RecorderParts } from './recorder.ts'
import { systemClock } from './system-clock.ts'
import { watchStore, type WatchedStore } from './testing/watched-store.ts'

interface Recording extends Disposable {
  readonly store: WatchedStore
  readonly recorder: Recorder
  /** Lets time pass for the recorder's clock; its timer keeps the real time. */
  pass(ms: number): void
  stored(): Promise<Task>
}

/** A recorder of the sample task, claimed by `w1` and in its step `copy`, with the sub-steps `a` and `b`. */
async function recording(change: Partial<RecorderParts> = {}): Promise<Recording> {
  const store = watchStore(createMemoryStore())
  const pending = pendingTask()
  const task = after(pending, [claimed])
  await store.commit({ ...emptyCommit, task: pending })
  await store.commit(commitOf(pending, task, [claimed], { by: 'w1', reason: null, at: 0 }))
  let at = 10_000
  const recorder = createRecorder(task, {
    store,
    worker: 'w1',
    clock: { ...systemClock, now: () => at, elapsed: () => at },
    predict: () => noPrediction,
    stored: () => {},
    failed: () => {},
    reportEveryMs: 60_000,
    ...change,
  })
  await recorder.record([{ type: 'stepStarted', step: 'plan' }])
  await recorder.record([{ type: 'stepSucceeded', step: 'plan', output: null }])
  await recorder.record([{ type: 'stepStarted', step: 'copy' }])
  return {
    store,
    recorder,
    pass: ms => void (at += ms),
    stored: async () => (await store.find('task-1'))!,
    [Symbol.dispose]: () => recorder.stop(),
  }
}

const copyOf = (task: Task) => task.steps[1]!

test('a thousand reports are one write, made with the next event', async () => {
  using one = await recording()
  const before = one.store.written().length
  for (let page = 1; page <= 1000; page++) one.recorder.report('copy', null, { done: page, total: 2000 })
  one.recorder.report('copy', null, { lagBytes: 7 })
  await one.recorder.record([{ type: 'checkpointSaved', step: 'copy', value: 'c' }])
  assert.equal(one.store.written().length, before + 1)
  const { done, total, lagBytes, checkpoint } = copyOf(await one.stored())
  assert.deepEqual([done, total, lagBytes, checkpoint], [1000, 2000, 7, 'c'])
})

test('reports are stored by themselves after a while', async () => {
  using one = await recording({ reportEveryMs: 1 })
  one.recorder.report('copy', null, { done: 3 })
  const task = await one.store.until('task-1', stored => copyOf(stored).done !== null)
  assert.equal(copyOf(task).done, 3)
})

test('reports of a part that has ended, or never began, are dropped and disturb nothing', async () => {
  using one = await recording()
  one.recorder.note({ type: 'subStepStarted', step: 'copy', subStep: 'a' })
  one.recorder.report('copy', 'a', { done: 5, total: 10 })
  await one.recorder.record([{ type: 'subStepSucceeded', step: 'copy', subStep: 'a', output: null }])
  one.recorder.report('copy', 'a', { done: 6 })
  one.recorder.report('copy', 'b', { done: 1 })
  one.recorder.report('plan', null, { done: 1 })
  one.recorder.report('nowhere', null, { done: 1 })
  const before = one.store.written().length
  await one.recorder.record([{ type: 'taskCheckpointSaved', name: 'n', value: 1 }])
  assert.equal(one.store.written().length, before + 1)
  assert.deepEqual(
    copyOf(await one.stored()).subSteps.map(part => [part.status, part.done]),
    [
      ['succeeded', 10],
      ['waiting', null],
    ],
  )
})

test('the percent never falls, whatever is reported', async () => {
  using one = await recording()
  for (const [done, total] of [
    [50, 100],
    [10, 100],
    [50, 1000],
    [900, 1000],
    [1, 1000],
  ] as const) {
    one.recorder.note({ type: 'subStepStarted', step: 'copy', subStep: 'b' })
    one.recorder.report('copy', 'b', { done, total })
    await one.recorder.record([{ type: 'checkpointSaved', step: 'copy', value: done }])
  }
  const percents = one.store.written().map(task => task.percent)
  assert.deepEqual(
    percents,
    percents.toSorted((a, b) => a - b),
  )
  assert.equal(percents.at(-1), Math.floor((100 * (1 + 3 * 0.75 * 0.9)) / 5))
})

test('the rate is null until a second was seen, and is measured anew by another worker', async () => {
  using one = await recording()
  const rates: (number | null)[] = []
  for (const [ms, done] of [
    [0, 5000],
    [500, 5100],
    [500, 5300],
    [1000, 100],
    [1000, 150],
  ] as const) {
    one.pass(ms)
    one.recorder.report('copy', null, { done })
    await one.recorder.record([{ type: 'checkpointSaved', step: 'copy', value: [ms, done] }])
    rates.push(copyOf(await one.stored()).ratePerSecond)
  }
  assert.deepEqual(rates, [null, null, 300, null, 50])
})

test('what cannot be counted with is not known', async () => {
  using one = await recording()
  one.recorder.report('copy', null, { done: Number.NaN, total: 1 / 0 })
  await one.recorder.record([{ type: 'checkpointSaved', step: 'copy', value: 1 }])
  assert.deepEqual([copyOf(await one.stored()).done, copyOf(await one.stored()).total], [null, null])
  assert.throws(() => one.recorder.report('copy', null, { done: 1n as unknown as number }), TypeError)
})

test('the predicted end is of the task as it then is, and is stored with the reports', async () => {
  const predict = (task: Task, now: number): Prediction => {
    const endAt = now + 1000 * (100 - copyOf(task).done!)
    return { predictedEndAt: endAt, predictedSteps: [{ step: 'copy', endAt }] }
  }
  using one = await recording({ predict })
  one.recorder.report('copy', null, { done: 40 })
  await one.recorder.record([{ type: 'checkpointSaved', step: 'copy', value: 1 }])
  const { predictedEndAt, predictedSteps } = await one.stored()
  assert.deepEqual([predictedEndAt, predictedSteps], [70_000, [{ step: 'copy', endAt: 70_000 }]])
})

test('several events are one revision and one write; what is recorded at once is written in order', async () => {
  using one = await recording()
  const before = await one.stored()
  await Promise.all([
    one.recorder.record([
      { type: 'taskCheckpointSaved', name: 'a', value: 1 },
      { type: 'checkpointSaved', step: 'copy', value: 1 },
    ]),
    one.recorder.record([{ type: 'checkpointSaved', step: 'copy', value: 2 }]),
  ])
  const task = await one.stored()
  assert.deepEqual([task.revision, copyOf(task).checkpoint], [before.revision + 2, 2])
  const [one1, one2] = (await one.store.history('task-1', 0, 100)).slice(-3)
  assert.equal(one1?.revision, one2?.revision)
})

test('somebody else wrote first: what both have written holds', async () => {
  using one = await recording()
  const before = await one.stored()
  const asked = { type: 'cancelRequested' } as const
  await one.store.commit(
    commitOf(before, transition(before, asked, 1), [asked], { by: 'k', reason: null, at: 1 }),
  )
  let seen = 0
  one.recorder.changes.add(() => seen++)
  await one.recorder.record([{ type: 'checkpointSaved', step: 'copy', value: 'mine' }])
  const task = await one.stored()
  assert.deepEqual([task.cancelRequestedAt, copyOf(task).checkpoint], [1, 'mine'])
  assert.equal(seen, 2)
})

test('one event is refused: what other parts had noted and reported is stored with the next', async () => {
  using one = await recording()
  one.recorder.note({ type: 'subStepStarted', step: 'copy', subStep: 'a' })
  one.recorder.report('copy', 'a', { done: 1, total: 4 })
  const unfit = one.recorder.record([{ type: 'stepSucceeded', step: 'switch', output: null }])
  await assert.rejects(unfit, (error: unknown) => isCode(error, 'conflict'))
  await one.recorder.record([{ type: 'checkpointSaved', step: 'copy', value: 1 }])
  const [part] = copyOf(await one.stored()).subSteps
  assert.deepEqual([part?.status, part?.done], ['running', 1])
})

test('what comes after the end sets no timer and writes nothing', async () => {
  const failures: unknown[] = []
  using one = await recording({ reportEveryMs: 1, failed: error => failures.push(error) })
  await one.recorder.record([{ type: 'yielded' }])
  one.recorder.stop()
  const written = one.store.written().length
  one.recorder.report('copy', null, { done: 1 })
  one.recorder.note({ type: 'subStepStarted', step: 'copy', subStep: 'a' })
  await one.recorder.refresh()
  const late = one.recorder.record([{ type: 'checkpointSaved', step: 'copy', value: 'late' }])
  await assert.rejects(late, (error: unknown) => isCode(error, 'lease_lost'))
  assert.deepEqual([one.store.written().length, failures], [written, []])
})
