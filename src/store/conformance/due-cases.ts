import assert from 'node:assert/strict'
import type { TaskEvent } from '../../core/event.ts'
import { effectsKeptMs } from '../../core/effect-transition.ts'
import { change, changeOf, claim, dueIds, failing, sampleFailure, submit, succeeding } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

/** What may be begun, and in which order. */
export function dueCases(test: StoreTest): void {
  test('serves an instance in the order of submission, one task at a time', async store => {
    const tasks = []
    // Of one moment, with ids that say nothing about it.
    for (const id of ['c', 'a', 'b']) tasks.push(await submit(store, id))
    for (const task of tasks) {
      assert.deepEqual(await dueIds(store), [task.id])
      const running = await claim(store, task)
      assert.deepEqual(await dueIds(store), [])
      await change(store, running, succeeding(running))
    }
    assert.deepEqual(await dueIds(store), [])
  })

  test('begins urgent ones first, and gives no more than were asked for', async store => {
    await submit(store, 'n1', { instance: 'i1' })
    await submit(store, 'n2', { instance: 'i2' })
    await submit(store, 'u1', { instance: 'i3', priority: 'urgent' })
    await submit(store, 'u2', { instance: 'i1', priority: 'urgent' })
    assert.deepEqual(await dueIds(store), ['u1', 'u2', 'n2'])
    assert.deepEqual(await dueIds(store, 2000, 2), ['u1', 'u2'])
    assert.deepEqual(await dueIds(store, 2000, 0), [])
  })

  test('a task that is not yet due holds no place', async store => {
    await submit(store, 'later', { dueAt: 9000 })
    const now = await submit(store, 'now', { createdAt: 1500 })
    assert.deepEqual(await dueIds(store, 2000), ['now'])
    assert.equal(await store.nextDueAt(2000), 9000)
    assert.deepEqual(await dueIds(store, 8999), ['now'])
    // Once due it was submitted first.
    assert.deepEqual(await dueIds(store, 9000), ['later'])
    assert.equal(await store.nextDueAt(9000), null)
    const running = await claim(store, now)
    assert.deepEqual(await dueIds(store, 9000), [])
    await change(store, running, succeeding(running))
    assert.deepEqual(await dueIds(store, 2000), [])
    assert.deepEqual(await dueIds(store, 9000), ['later'])
  })

  test('a task without a time of its own waits for it when the clock is set back', async store => {
    await submit(store, 'now', { createdAt: 5000 })
    await submit(store, 'later', { createdAt: 5000, dueAt: 6000, instance: 'i2' })
    await submit(store, 'behind', { createdAt: 5001 })
    assert.deepEqual(await dueIds(store, 1000), ['now'])
    assert.equal(await store.nextDueAt(1000), 6000)
    assert.deepEqual(
      (await store.inFrontOf('behind', 1000, 10)).waiting.map(({ id }) => id),
      ['now'],
    )
  })

  test('keeps the order among delayed tasks of any delay', async store => {
    const tasks = []
    for (const [index, dueAt] of [5000, 3000, 7000, 4000, 3000].entries())
      tasks.push(await submit(store, `t${index}`, { dueAt }))
    const firstAt = async () =>
      (await Promise.all([2000, 3000, 4000, 5000, 7000].map(now => dueIds(store, now)))).flat()
    assert.deepEqual(await firstAt(), ['t1', 't1', 't0', 't0'])
    await change(store, tasks[1]!, [{ type: 'cancelRequested' }])
    assert.deepEqual(await firstAt(), ['t4', 't3', 't0', 't0'])
    await change(store, tasks[4]!, [{ type: 'cancelRequested' }])
    assert.deepEqual(await firstAt(), ['t3', 't0', 't0'])
    await change(store, tasks[0]!, [{ type: 'cancelRequested' }])
    assert.deepEqual(await firstAt(), ['t3', 't3', 't2'])
  })

  test('a task of two instances waits for both and is not overtaken on either', async store => {
    const first = await submit(store, 'a', { instance: 'i1' })
    await submit(store, 'both', { instance: 'i2', target: 'i1' })
    await submit(store, 'behind', { instance: 'i2' })
    const running = await claim(store, first)
    // Nobody holds i2, but an earlier task wants it.
    assert.deepEqual(await dueIds(store), [])
    await change(store, running, succeeding(running))
    assert.deepEqual(await dueIds(store), ['both'])
  })

  test('a delayed task of two instances keeps neither from the others', async store => {
    await submit(store, 'both', { instance: 'i1', target: 'i2', dueAt: 9000 })
    await submit(store, 'one', { instance: 'i1' })
    await submit(store, 'two', { instance: 'i2' })
    assert.deepEqual(await dueIds(store), ['one', 'two'])
    assert.deepEqual(await dueIds(store, 9000), ['both'])
  })

  test('what was given back or lost comes before all others', async store => {
    const tasks = []
    for (const id of ['t1', 't2', 't3']) tasks.push(await submit(store, id, { instance: id }))
    await submit(store, 'urgent', { instance: 'i9', priority: 'urgent' })
    const [one, , three] = tasks
    await change(store, await claim(store, three!), [
      { type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' },
    ])
    await change(store, await claim(store, one!), [{ type: 'yielded', epoch: 1 }])
    assert.deepEqual(await dueIds(store), ['t1', 't3', 'urgent', 't2'])
    assert.deepEqual(await dueIds(store, 2000, 1), ['t1'])
    await claim(store, (await store.find('t1'))!, 'w2')
    assert.deepEqual(await dueIds(store), ['t3', 'urgent', 't2'])
  })

  test('effects kept for a retry fall due when they expire', async store => {
    const running = await claim(store, await submit(store, 't1'))
    const intent: TaskEvent = {
      type: 'effectIntended',
      title: { 'en-us': 'Effect', 'zh-cn': '影响' },
      name: 'staging',
      key: '',
      lives: 'task',
      input: null,
      epoch: 1,
    }
    const failed = await change(
      store,
      running,
      [{ type: 'stepStarted', step: 'prepare', epoch: 1 }, intent, ...failing(running)],
      2000,
    )
    const expireAt = 2000 + effectsKeptMs
    assert.equal(await store.nextDueAt(2000), expireAt)
    assert.deepEqual(await dueIds(store, expireAt - 1), [])
    const second = await submit(store, 't2')
    await submit(store, 't3', { instance: 'i3' })
    assert.deepEqual(await dueIds(store, expireAt), ['t1', 't3'])
    assert.deepEqual(await dueIds(store, expireAt, 1), ['t1'])
    assert.equal(await store.nextDueAt(expireAt), null)
    // Undo needs the instance for itself: it waits for whoever has it.
    const busy = await claim(store, second)
    assert.deepEqual(await dueIds(store, expireAt), ['t3'])
    await change(store, busy, succeeding(busy))
    const undoing = await claim(store, failed, 'w1', expireAt)
    assert.deepEqual(await dueIds(store, expireAt), ['t3'])
    const lost = await change(
      store,
      undoing,
      [{ type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' }],
      expireAt,
    )
    assert.deepEqual(await dueIds(store, expireAt), ['t1', 't3'])
    assert.deepEqual(
      await dueIds(store, 2000),
      ['t1', 't3'],
      'it holds the instance: also when the clock was set back',
    )
    const again = await claim(store, lost, 'w1', expireAt)
    const undone: TaskEvent = { type: 'effectUndone', name: 'staging', key: '', epoch: 3 }
    await change(store, again, [undone, { type: 'ended', epoch: 3 }], expireAt)
    await submit(store, 't4')
    assert.deepEqual(await dueIds(store, expireAt), ['t3', 't4'])
  })

  test('a retried task has its instance at once, and begins before all that wait for it', async store => {
    const running = await claim(store, await submit(store, 't1'))
    const failed = await change(store, running, failing(running))
    await submit(store, 't2', { priority: 'urgent' })
    assert.deepEqual(await dueIds(store, 3000), ['t2'])
    await change(store, failed, [{ type: 'retryRequested' }], 3000)
    assert.deepEqual(await dueIds(store, 3000), ['t1'])
  })

  test('an instance whose undo failed is served again once a person has released it', async store => {
    const running = await claim(store, await submit(store, 't1'))
    const intent: TaskEvent = {
      type: 'effectIntended',
      title: { 'en-us': 'Effect', 'zh-cn': '影响' },
      name: 'pause',
      key: '',
      lives: 'attempt',
      input: null,
      epoch: 1,
    }
    const [ending, ended] = failing(running)
    const undoFailed: TaskEvent = {
      type: 'effectUndoFailed',
      name: 'pause',
      key: '',
      failure: sampleFailure,
      epoch: 1,
    }
    const failed = await change(store, running, [intent, ending!, undoFailed, ended!])
    await submit(store, 't2')
    assert.deepEqual(await dueIds(store), [])
    const release = changeOf(failed, [{ type: 'released' }], 2000)
    assert.deepEqual(release.release, ['i1'])
    await store.commit(release)
    assert.deepEqual(await dueIds(store), ['t2'])
  })
}
