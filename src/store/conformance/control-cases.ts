import assert from 'node:assert/strict'
import type { TaskEvent } from '../../core/event.ts'
import { tokenKeptMs, type Store } from '../../core/store.ts'
import type { Task } from '../../core/task.ts'
import {
  change,
  changeOf,
  claim,
  dueIds,
  failing,
  sampleFailure,
  sampleTask,
  submissionOf,
  submit,
  succeeding,
} from './samples.ts'
import type { StoreTest } from './store-tests.ts'

const ids = (tasks: readonly Pick<Task, 'id'>[]) => tasks.map(task => task.id)

/** Submits a task and brings it to a failure that may be retried. */
async function submitAndFail(store: Store, id: string): Promise<Task> {
  const running = await claim(store, await submit(store, id))
  return change(store, running, failing(running))
}

/** What people do to tasks: pause, retry, delete; and what they are told of the queue. */
export function controlCases(test: StoreTest): void {
  test('a retry is refused once another task has held the instance, and says which', async store => {
    const failed = await submitAndFail(store, 't1')
    assert.equal(await store.lastUser('i1'), 't1')
    const between = await claim(store, await submit(store, 't2'))
    const retry = changeOf(failed, [{ type: 'retryRequested' }], 3000)
    assert.deepEqual([retry.acquire, retry.soleUser], [['i1'], true])
    const busy = { accepted: false, reason: 'locked', instance: 'i1', holder: 't2' }
    assert.deepEqual(await store.commit(retry), busy)
    await change(store, between, succeeding(between))
    const changed = { accepted: false, reason: 'changed', instance: 'i1', holder: 't2' }
    assert.deepEqual(await store.commit(retry), changed)
    assert.deepEqual(await store.find('t1'), failed)
    assert.equal(await store.lastUser('i1'), 't2')
    assert.equal(await store.lastUser('nobody was here'), null)
  })

  test('a retry is taken while nobody else has held the instance', async store => {
    const failed = await submitAndFail(store, 't1')
    const retried = await change(store, failed, [{ type: 'retryRequested' }], 3000)
    const again = await claim(store, retried, 'w2', 3000)
    assert.deepEqual([again.attempt, again.epoch], [2, 2])
  })

  test('a task that tries again by itself keeps its instance and waits for its time', async store => {
    const running = await claim(store, await submit(store, 't1'))
    await submit(store, 't2')
    const ending = {
      type: 'ending',
      status: 'failed',
      failure: sampleFailure,
      retryAt: 5000,
      epoch: 1,
    } as const
    const waiting = await change(store, running, [ending, { type: 'ended', epoch: 1 }])
    assert.deepEqual([waiting.status, waiting.attempt], ['running', 2])
    assert.deepEqual(await dueIds(store, 4999), [])
    assert.equal(await store.nextDueAt(2000), 5000)
    assert.deepEqual(await dueIds(store, 5000), ['t1'])
  })

  test('a paused task is due when its limit is over, or never; it keeps its instance', async store => {
    const pause = (until: number | null): readonly TaskEvent[] => [
      { type: 'pauseRequested', limit: until === null ? null : { until, afterwards: 'resume' } },
      { type: 'paused', epoch: 1 },
    ]
    const one = await change(store, await claim(store, await submit(store, 't1')), pause(7000))
    await submit(store, 't2')
    const other = await submit(store, 't3', { instance: 'i3' })
    await change(store, await claim(store, other), pause(null))
    assert.deepEqual(await dueIds(store, 6999), [])
    assert.equal(await store.nextDueAt(2000), 7000)
    assert.deepEqual(await dueIds(store, 7000), ['t1'])
    await claim(store, await change(store, one, [{ type: 'pauseExpired' }], 7000), 'w1', 7000)
    assert.deepEqual(await dueIds(store, 10 ** 12), [])
    assert.deepEqual(ids(await store.list({ statuses: ['paused'], limit: 9 })), ['t3'])
  })

  test('a task under suspicion is due to nobody but who asks for those', async store => {
    const lost = (blame: 'shared' | 'none') =>
      ({ type: 'workerLost', worker: 'w1', cause: 'died', blame }) as const
    await change(store, await claim(store, await submit(store, 't1')), [lost('shared')])
    await change(store, await claim(store, await submit(store, 't2', { instance: 'i2' })), [lost('none')])
    await submit(store, 't3', { instance: 'i3' })
    assert.deepEqual(await dueIds(store), ['t2', 't3'])
    assert.deepEqual(await dueIds(store, 2000, 100, true), ['t1'])
  })

  test('a deleted task is in no list, and can still be found by its id', async store => {
    const failed = await submitAndFail(store, 't1')
    await submit(store, 't2', { instance: 'i2' })
    const deleted = await change(store, failed, [{ type: 'deleted' }], 3000)
    assert.deepEqual(ids(await store.list({ limit: 9 })), ['t2'])
    assert.deepEqual(ids(await store.list({ instance: 'i1', statuses: ['failed'], limit: 9 })), [])
    assert.deepEqual(await store.find('t1'), deleted)
    assert.ok((await store.history('t1', 0, 99)).some(({ event }) => event.type === 'deleted'))
  })

  test('a pending task is begun at the time it was moved to, and keeps its place behind those before it', async store => {
    const task = await submit(store, 't1', { dueAt: 9000 })
    await submit(store, 't2', { dueAt: 3000 })
    await change(store, task, [{ type: 'rescheduled', dueAt: 4000 }])
    assert.deepEqual(await dueIds(store, 3000), ['t2'])
    assert.deepEqual(await dueIds(store, 4000), ['t1'])
  })

  test('a client token is free again after its time', async store => {
    await submit(store, 't1', { token: 'same', createdAt: 1000 })
    const at = (createdAt: number, id: string) => submissionOf(sampleTask(id, { token: 'same', createdAt }))
    const taken = { accepted: false, reason: 'token_taken', task: 't1' }
    assert.deepEqual(await store.commit(at(999 + tokenKeptMs, 't2')), taken)
    assert.deepEqual(await store.commit(at(1000 + tokenKeptMs, 't3')), { accepted: true })
    const later = { ...taken, task: 't3' }
    assert.deepEqual(await store.commit(at(2000 + tokenKeptMs, 't4')), later)
  })

  test('tells what stands in front of a pending task', async store => {
    await claim(store, await submit(store, 'holder', { instance: 'i2' }))
    await submit(store, 'first')
    await submit(store, 'other line', { instance: 'i3' })
    await submit(store, 'not due', { dueAt: 9000 })
    await submit(store, 'asked', { target: 'i2' })
    await submit(store, 'behind', { target: 'i2' })
    await submit(store, 'urgent', { instance: 'i2', priority: 'urgent' })
    const front = await store.inFrontOf('asked', 2000, 10)
    assert.deepEqual(
      [ids(front.holders), ids(front.waiting), front.waitingCount],
      [['holder'], ['urgent', 'first'], 2],
    )
    const urgent = { id: 'urgent', project: 'p1', operation: 'redis.copy', instance: 'i2' }
    assert.deepEqual((await store.inFrontOf('asked', 2000, 1)).waiting, [urgent])
    assert.equal((await store.inFrontOf('asked', 9000, 0)).waitingCount, 3)
    assert.deepEqual((await store.inFrontOf('holder', 2000, 10)).holders, [], 'it waits for nobody')
  })
}
