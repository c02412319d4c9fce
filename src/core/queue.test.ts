import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createQueueExplainer, type QueueParts, type QueuePlace } from './queue.ts'
import type { Front, QueuedTask, WaitingTask } from './store.ts'
import type { Task } from './task.ts'
import {
  after,
  ended,
  failedTask,
  failure,
  ending,
  intended,
  pendingTask,
  runningTask,
  undoFailed,
} from './testing/samples.ts'

const now = 5000
const nothing: Front = { holders: [], waiting: [], waitingCount: 0 }
const waiting = (id: string): WaitingTask => ({
  id,
  project: 'p1',
  operation: 'redis.sample',
  instance: 'i1',
})
const holder = (predictedEndAt: number | null): Task => ({ ...runningTask(), id: 'holder', predictedEndAt })

/** Explains `asked`, with what stands in front of each task by id, and how long each takes. */
function explain(
  fronts: { readonly [id: string]: Partial<Front> },
  typicalMs: (task: QueuedTask) => number | null = () => 10_000,
): Promise<QueuePlace> {
  const parts: QueueParts = {
    store: {
      inFrontOf: async task => {
        const front = { ...nothing, ...fronts[task] }
        return { ...front, waitingCount: fronts[task]?.waitingCount ?? front.waiting.length }
      },
    },
    typicalMs: async task => typicalMs(task),
  }
  return createQueueExplainer(now, parts)({ ...pendingTask(), id: 'asked' })
}

test('nothing stands in front: only a worker is missing', async () => {
  assert.deepEqual(await explain({}), { place: 1, waitsFor: [{ kind: 'worker' }], predictedStartAt: null })
})

test('a task that is not due holds no place', async () => {
  const delayed = pendingTask({ dueAt: 9000 })
  const parts: QueueParts = { store: { inFrontOf: async () => nothing }, typicalMs: async () => null }
  assert.deepEqual(await createQueueExplainer(now, parts)(delayed), {
    place: null,
    waitsFor: [{ kind: 'time', until: 9000 }],
    predictedStartAt: 9000,
  })
})

test('a task that was given no time waits for its submission when the clock is set back', async () => {
  const submitted = pendingTask()
  const parts: QueueParts = { store: { inFrontOf: async () => nothing }, typicalMs: async () => null }
  const { waitsFor } = await createQueueExplainer(submitted.createdAt - 1000, parts)(submitted)
  assert.deepEqual(waitsFor, [{ kind: 'worker' }])
})

test('it begins when what works on its instances has ended, as far as that is known', async () => {
  assert.deepEqual(await explain({ asked: { holders: [holder(60_001)] } }), {
    place: 1,
    waitsFor: [{ kind: 'work', task: 'holder', instance: holder(null).instance }],
    predictedStartAt: 61_000,
  })
  const late = await explain({ asked: { holders: [holder(1000)] } })
  assert.equal(late.predictedStartAt, now, 'what should have ended by now')
  assert.equal((await explain({ asked: { holders: [holder(null)] } })).predictedStartAt, null)
})

test('every way in which another task holds the instance is told', async () => {
  const paused = after(runningTask(), [
    { type: 'pauseRequested', limit: null },
    { type: 'paused', epoch: 1 },
  ])
  const undoing = after(runningTask(), [ending('failed')])
  const stuck = after(runningTask(), [
    intended('pause', 'attempt'),
    ending('failed'),
    undoFailed('pause'),
    ended(),
  ])
  const retrying = { type: 'ending', epoch: 1, status: 'failed', failure: failure(), retryAt: 9000 } as const
  const undoingToRetry = after(runningTask(), [retrying])
  const backingOff = after(undoingToRetry, [ended()])
  const cleaning = after(failedTask([['staging', 'task']]), [{ type: 'claimed', worker: 'w2' }], 10 ** 12)
  const kinds = async (task: Task) => (await explain({ asked: { holders: [task] } })).waitsFor[0]?.kind
  assert.deepEqual(
    await Promise.all(
      [runningTask(), paused, undoing, stuck, cleaning, undoingToRetry, backingOff].map(kinds),
    ),
    ['work', 'pause', 'undo', 'release', 'undo', 'retry', 'retry'],
  )
  assert.equal((await explain({ asked: { holders: [paused] } })).predictedStartAt, null)
})

test('it begins behind those that begin first, each as long as tasks like it have taken', async () => {
  const fronts = {
    asked: { holders: [holder(20_000)], waiting: [waiting('a'), waiting('b')] },
    a: { holders: [holder(20_000)] },
    b: { holders: [holder(20_000)], waiting: [waiting('a')] },
  }
  const { place, waitsFor, predictedStartAt } = await explain(fronts)
  assert.deepEqual(
    [place, waitsFor.map(({ kind }) => kind), predictedStartAt],
    [3, ['work', 'turn', 'turn'], 40_000],
  )
  const unknown = await explain(fronts, ({ id }) => (id === 'a' ? null : 1))
  assert.equal(unknown.predictedStartAt, null)
})

test('of many that begin first some are named, and no time is told', async () => {
  const many = Array.from({ length: 50 }, (_, index) => waiting(`t${index}`))
  const { place, waitsFor, predictedStartAt } = await explain({ asked: { waiting: many, waitingCount: 700 } })
  assert.deepEqual([place, waitsFor.length, predictedStartAt], [701, 5, null])
  const chain = Object.fromEntries(
    Array.from({ length: 80 }, (_, index) => [`t${index}`, { waiting: [waiting(`t${index + 1}`)] }]),
  )
  const deep = await explain({ ...chain, asked: { waiting: [waiting('t0')] } })
  assert.equal(deep.predictedStartAt, null, 'it would have to look at too many')
})
