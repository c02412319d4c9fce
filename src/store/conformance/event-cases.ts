import assert from 'node:assert/strict'
import type { FeedEvent } from '../../core/event.ts'
import type { EventFilter, Store } from '../../core/store.ts'
import { change, changeOf, claim, failing, submit, succeeding } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

/** Reads everything behind an id in pages. */
async function pages(
  store: Store,
  filter: EventFilter,
  limit: number,
  afterId = 0,
): Promise<readonly FeedEvent[]> {
  const read: FeedEvent[] = []
  for (;;) {
    const page = await store.events(filter, read.at(-1)?.id ?? afterId, limit)
    assert.ok(page.length <= limit)
    if (page.length === 0) return read
    read.push(...page)
  }
}

const told = (events: readonly FeedEvent[]) => events.map(({ task, event }) => `${task} ${event.type}`)
const ids = (events: readonly FeedEvent[]) => events.map(({ id }) => id)

/** Tasks of two projects whose lives overlap in every way; some have ended, so that their history is packed. */
async function overlapping(store: Store): Promise<void> {
  const long = await claim(store, await submit(store, 'long', { instance: 'i1' }))
  const other = await claim(store, await submit(store, 'other', { instance: 'i2', project: 'p2' }))
  const short = await claim(store, await submit(store, 'short', { instance: 'i3' }))
  await change(store, short, succeeding(short))
  const steps = succeeding(long)
  const half = await change(store, long, steps.slice(0, 2))
  await submit(store, 'waiting', { instance: 'i4', project: 'p2' })
  const failed = await change(store, other, failing(other))
  await change(store, half, steps.slice(2))
  const again = await claim(store, await change(store, failed, [{ type: 'retryRequested' }]))
  await submit(store, 'late', { instance: 'i5' })
  await change(store, again, succeeding(again))
}

/** What happened to all tasks, in one order. */
export function eventCases(test: StoreTest): void {
  test('events of all tasks come in the order of their ids, each with its project, in pages of any size', async store => {
    await overlapping(store)
    const all = await store.events({}, 0, 1000)
    assert.deepEqual(
      ids(all),
      Array.from({ length: await store.lastEventId() }, (_, index) => index + 1),
    )
    for (const limit of [1, 2, 3, 7]) assert.deepEqual(await pages(store, {}, limit), all)
    for (const { id } of all)
      assert.deepEqual(ids(await store.events({}, id, 4)), ids(all).slice(id, id + 4), `behind ${id}`)
    assert.deepEqual(new Map(all.map(({ task, project }) => [task, project])).get('other'), 'p2')
  })

  test('a project sees its own events, a task its own, and they are those of the histories', async store => {
    await overlapping(store)
    const all = await store.events({}, 0, 1000)
    for (const project of ['p1', 'p2']) {
      const own = all.filter(event => event.project === project)
      for (const limit of [1, 3, 1000]) assert.deepEqual(await pages(store, { project }, limit), own)
      for (const { id } of all)
        assert.deepEqual(
          await pages(store, { project }, 2, id),
          own.filter(event => event.id > id),
        )
    }
    for (const task of ['long', 'other', 'short', 'waiting', 'late']) {
      const own = await pages(store, { task }, 2)
      const project = task === 'other' || task === 'waiting' ? 'p2' : 'p1'
      const history = await store.history(task, 0, 1000)
      assert.deepEqual(
        own,
        history.map(event => ({ ...event, project })),
      )
      assert.deepEqual(
        own,
        all.filter(event => event.task === task),
      )
    }
    assert.deepEqual(await store.events({ project: 'p2', task: 'long' }, 0, 10), [])
    assert.deepEqual(await store.events({ project: 'p1', task: 'long' }, 0, 1), all.slice(0, 1))
    assert.deepEqual(await store.events({ task: 'nobody' }, 0, 10), [])
    assert.deepEqual(await store.events({ project: 'nobody' }, 0, 10), [])
    assert.deepEqual(await store.events({}, 0, 0), [])
  })

  test('who has read on to an id misses nothing of what ends meanwhile', async store => {
    const running = await claim(store, await submit(store, 't1'))
    const steps = succeeding(running)
    const middle = await change(store, running, steps.slice(0, 2))
    const seen = (await store.events({}, 0, 3)).at(-1)!.id
    await change(store, middle, steps.slice(2))
    await submit(store, 't2', { instance: 'i2' })
    const behind = await store.events({}, seen, 100)
    assert.deepEqual(told(behind), [...steps.slice(1).map(({ type }) => `t1 ${type}`), 't2 submitted'])
  })

  test('the newest id is told without reading, also when its event was thinned out or refused', async store => {
    assert.equal(await store.lastEventId(), 0)
    const task = await submit(store, 't1')
    assert.equal(await store.lastEventId(), 1)
    const running = await claim(store, task)
    await store.commit(changeOf(task, [{ type: 'cancelRequested' }], 2000))
    assert.equal(await store.lastEventId(), 2)
    await change(store, running, failing(running))
    assert.equal(await store.lastEventId(), 4)
  })
}
