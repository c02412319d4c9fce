import assert from 'node:assert/strict'
import type { TaskEvent } from '../../core/event.ts'
import type { EndedFilter, Store } from '../../core/store.ts'
import type { Task } from '../../core/task.ts'
import { change, changeOf, claim, failing, submit, succeeding, type SampleOptions } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

/** Submits a task that succeeds at a time. */
async function done(store: Store, id: string, at: number, options: SampleOptions = {}): Promise<Task> {
  const running = await claim(store, await submit(store, id, options))
  return change(store, running, succeeding(running), at)
}

/** Submits a task that fails and keeps an effect for a retry. */
async function failedWithEffect(store: Store, id: string): Promise<Task> {
  const running = await claim(store, await submit(store, id, { instance: id }))
  const { epoch } = running
  const staging = {
    type: 'effectIntended',
    title: { 'en-us': 'Effect', 'zh-cn': '影响' },
    name: 'staging',
    key: '',
    lives: 'task',
    input: null,
    epoch,
  } as const
  return change(store, running, [staging, ...failing(running)], 3000)
}

async function endedIds(store: Store, filter: Partial<EndedFilter> = {}): Promise<readonly string[]> {
  const all = { status: 'succeeded', endedBefore: 1e12, beyond: 0, limit: 100 } as const
  return (await store.ended({ ...all, ...filter })).map(({ id }) => id)
}

const line = { step: 'copy', attempt: 1, at: 2000, text: 'copied', skipped: 0 }

/** What ended long ago, and how it goes. */
export function removalCases(test: StoreTest): void {
  test('finds tasks of a status that ended before a moment, the longest ended first', async store => {
    await done(store, 't1', 5000)
    await done(store, 't2', 3000)
    await done(store, 't3', 3000)
    const running = await claim(store, await submit(store, 't4'))
    await change(store, running, failing(running), 2500)
    await submit(store, 't5')
    assert.deepEqual(await endedIds(store), ['t2', 't3', 't1'])
    assert.deepEqual(await endedIds(store, { limit: 2 }), ['t2', 't3'])
    assert.deepEqual(await endedIds(store, { endedBefore: 5000 }), ['t2', 't3'])
    assert.deepEqual(await endedIds(store, { endedBefore: 3000 }), [])
    assert.deepEqual(await endedIds(store, { status: 'failed' }), ['t4'])
    assert.deepEqual(await endedIds(store, { status: 'cancelled' }), [])
    const [found] = await store.ended({ status: 'failed', endedBefore: 1e12, beyond: 0, limit: 1 })
    assert.deepEqual(found, { id: 't4', revision: (await store.find('t4'))!.revision })
  })

  test('leaves out so many that ended last', async store => {
    for (const [id, at] of [
      ['t1', 5000],
      ['t2', 3000],
      ['t3', 4000],
      ['t4', 5000],
    ] as const)
      await done(store, id, at)
    assert.deepEqual(await endedIds(store, { beyond: 1 }), ['t2', 't3', 't1'])
    assert.deepEqual(await endedIds(store, { beyond: 2 }), ['t2', 't3'])
    assert.deepEqual(await endedIds(store, { beyond: 2, endedBefore: 3500 }), ['t2'])
    assert.deepEqual(await endedIds(store, { beyond: 4 }), [])
    assert.deepEqual(await endedIds(store, { beyond: 5 }), [])
  })

  test('does not find what is held: an effect, a lock, a worker', async store => {
    const find = () => endedIds(store, { status: 'failed' })
    const failed = await failedWithEffect(store, 't1')
    assert.deepEqual(await find(), [])
    const cleaning = await claim(store, failed, 'w1', failed.effectsExpireAt!)
    const { epoch } = cleaning
    const gone: TaskEvent = { type: 'effectUndone', name: 'staging', key: '', epoch }
    const undone = await change(store, cleaning, [gone], failed.effectsExpireAt!)
    assert.deepEqual(await find(), [])
    await change(store, undone, [{ type: 'ended', epoch }], failed.effectsExpireAt!)
    assert.deepEqual(await find(), ['t1'])
  })

  test('finds a task whose instance somebody has released', async store => {
    const running = await claim(store, await submit(store, 't1'))
    const effect = { name: 'throttle', key: '', epoch: running.epoch }
    const [ending, ended] = failing(running)
    const failure = (ending as Extract<TaskEvent, { type: 'ending' }>).failure!
    const stuck = await change(
      store,
      running,
      [
        {
          type: 'effectIntended',
          title: { 'en-us': 'Effect', 'zh-cn': '影响' },
          ...effect,
          lives: 'attempt',
          input: null,
        },
        ending!,
        { type: 'effectUndoFailed', ...effect, failure },
        ended!,
      ],
      3000,
    )
    assert.deepEqual(await endedIds(store, { status: 'failed' }), [])
    assert.equal(await store.removeTask(stuck), false)
    await change(store, stuck, [{ type: 'released' }], 4000)
    assert.deepEqual(await endedIds(store, { status: 'failed' }), ['t1'])
  })

  test('a removed task is gone with its history, its log and its token, and nothing else is', async store => {
    const task = await done(store, 't1', 3000, { token: 'k1' })
    const other = await done(store, 't2', 3000, { token: 'k2' })
    for (const id of ['t1', 't2']) await store.appendLog(id, [line, line])
    const kept = await store.history('t2', 0, 100)
    assert.equal(await store.removeTask(task), true)
    assert.deepEqual(
      [await store.find('t1'), await store.history('t1', 0, 100), await endedIds(store)],
      [null, [], ['t2']],
    )
    assert.deepEqual(await store.readLog('t1', { afterId: 0, limit: 10 }), [])
    assert.deepEqual([await store.find('t2'), await store.history('t2', 0, 100)], [other, kept])
    assert.equal((await store.readLog('t2', { afterId: 0, limit: 10 })).length, 2)
    assert.deepEqual(
      (await store.list({ limit: 10 })).map(({ id }) => id),
      ['t2'],
    )
    await submit(store, 't3', { token: 'k1' })
    await assert.rejects(submit(store, 't4', { token: 'k2' }), /token_taken/)
    assert.equal(await store.removeTask(task), false, 'it is gone already')
  })

  test('a long log goes with its task', async store => {
    const task = await done(store, 't1', 3000)
    for (let attempt = 1; attempt <= 5; attempt++)
      await store.appendLog(
        't1',
        Array.from({ length: 800 }, () => ({ ...line, attempt })),
      )
    assert.equal(await store.removeTask(task), true)
    await submit(store, 't1')
    assert.deepEqual(await store.readLog('t1', { afterId: 0, limit: 10 }), [])
  })

  test('a task that was changed since, or has not ended, is not removed', async store => {
    const pending = await submit(store, 't1')
    assert.equal(await store.removeTask(pending), false)
    const running = await claim(store, pending)
    assert.equal(await store.removeTask(running), false)
    const failed = await change(store, running, failing(running), 3000)
    const again = await change(store, failed, [{ type: 'retryRequested' }], 4000)
    assert.equal(await store.removeTask(failed), false)
    assert.deepEqual(await store.find('t1'), again)
    const second = await claim(store, again, 'w1', 5000)
    const failedAgain = await change(store, second, failing(second), 6000)
    assert.equal(await store.removeTask(failed), false, 'it is not the task that was found')
    assert.equal(await store.removeTask(failedAgain), true)
    const held = await failedWithEffect(store, 't2')
    assert.equal(await store.removeTask(held), false)
    assert.equal(await store.removeTask({ id: 't9', revision: 1 }), false)
  })

  test('a task that is retried while it is to be removed is either', async store => {
    const running = await claim(store, await submit(store, 't1'))
    const failed = await change(store, running, failing(running), 3000)
    const retry = changeOf(failed, [{ type: 'retryRequested' }], 4000)
    const [removed, retried] = await Promise.all([store.removeTask(failed), store.commit(retry)])
    assert.deepEqual([removed, retried], [true, { accepted: false, reason: 'stale' }])
    assert.deepEqual(await store.due(5000, 10), [])
  })

  test('numbers of tasks and events are not used again', async store => {
    const first = await done(store, 't1', 3000)
    const last = (await store.history('t1', 0, 100)).at(-1)!.id
    await submit(store, 't2', { createdAt: 1000 })
    await store.removeTask(first)
    await submit(store, 't3', { createdAt: 1000 })
    assert.deepEqual(
      (await store.list({ limit: 10 })).map(({ id }) => id),
      ['t3', 't2'],
    )
    assert.deepEqual(
      (await store.history('t3', 0, 10)).map(({ id }) => id),
      [last + 2],
    )
    assert.deepEqual(
      (await store.due(2000, 10)).map(({ id }) => id),
      ['t2'],
    )
  })
}
