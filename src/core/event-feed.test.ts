import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createMemoryStore } from '../store/memory.ts'
import { createEventFeed, type EventFeedParts } from './event-feed.ts'
import type { FeedEvent } from './event.ts'
import type { Store } from './store.ts'
import { createTask } from './submission.ts'
import { emptyCommit, instance, operation, submission } from './testing/samples.ts'

/** A store with a feed over it, whose clock looks when the test says so. */
function open(parts: Partial<EventFeedParts> = {}) {
  const store = createMemoryStore()
  const log: string[] = []
  let look: () => void = () => assert.fail('no clock')
  let looking = false
  const clock: EventFeedParts['clock'] = {
    every(_, act) {
      look = act
      looking = true
      return { cancel: () => (looking = false) }
    },
    // Events of these tests are stored at 1.
    now: () => 5001,
  }
  const feed = createEventFeed({ store, clock, log: text => log.push(text), ...parts })
  return { store, feed, log, look: () => look(), isLooking: () => looking }
}

let submitted = 0

/** Stores so many events. */
async function happen(store: Store, count = 1): Promise<void> {
  for (let nth = 0; nth < count; nth++) {
    const task = createTask(
      `task-${++submitted}`,
      operation,
      instance(),
      { ...submission({}), submittedBy: 'AK1' },
      1,
    )
    const event = {
      task: task.id,
      revision: 1,
      at: 1,
      by: null,
      reason: null,
      event: { type: 'submitted' },
    } as const
    assert.deepEqual(await store.commit({ ...emptyCommit, task, events: [event] }), { accepted: true })
  }
}

/** A listener that remembers ids, and can be waited for. */
function listen() {
  const ids: number[] = []
  let waiting: { readonly count: number; readonly resolve: () => void } | null = null
  return {
    ids,
    listener(batch: readonly FeedEvent[]): void {
      ids.push(...batch.map(({ id }) => id))
      if (waiting !== null && ids.length >= waiting.count) waiting.resolve()
    },
    until: (count: number) =>
      new Promise<void>(resolve => {
        waiting = { count, resolve }
        if (ids.length >= count) resolve()
      }),
  }
}

const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

test('a listener from an older id is given all that came since, then what comes, each once', async () => {
  const { store, feed } = open()
  await happen(store, 450)
  const [all, late] = [listen(), listen()]
  feed.subscribe(all.listener, 0)
  feed.subscribe(late.listener, await store.lastEventId())
  await all.until(450)
  await happen(store, 3)
  feed.wake()
  feed.wake()
  await Promise.all([all.until(453), late.until(3)])
  assert.deepEqual(all.ids, upTo(453))
  assert.deepEqual(late.ids, upTo(453, 451))
  await feed.close()
})

test('a listener that asks for one task is told of others', async () => {
  const { store, feed } = open()
  const before = submitted
  await happen(store, 3)
  const one = listen()
  feed.subscribe(one.listener, 0, { task: `task-${before + 2}` })
  await one.until(1)
  await feed.close()
  assert.deepEqual(one.ids, [2])
})

test('what nobody says is found at the next look', async () => {
  const { store, feed, look } = open()
  const heard = listen()
  feed.subscribe(heard.listener, 0)
  await happen(store)
  look()
  await heard.until(1)
  await feed.close()
})

test('what is stored while a listener is at work is not waited for until the next look', async () => {
  const { store, feed } = open()
  const heard = listen()
  const first = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  feed.subscribe(async batch => {
    heard.listener(batch)
    first.resolve()
    await release.promise
  }, 0)
  await happen(store)
  feed.wake()
  await first.promise
  await happen(store)
  feed.wake()
  assert.deepEqual(heard.ids, [1], 'one batch at a time')
  release.resolve()
  await heard.until(2)
  assert.deepEqual(heard.ids, [1, 2])
  await feed.close()
})

test('a batch that was not taken is given again, and the others go on', async () => {
  const { store, feed, log, look } = open()
  const heard = listen()
  const failed = Promise.withResolvers<void>()
  let fails = true
  feed.subscribe(batch => {
    if (fails) {
      failed.resolve()
      throw new Error('not now')
    }
    heard.listener(batch)
  }, 0)
  await happen(store, 2)
  feed.wake()
  await failed.promise
  const other = listen()
  feed.subscribe(other.listener, 0)
  await other.until(2)
  fails = false
  look()
  await heard.until(2)
  assert.deepEqual(heard.ids, [1, 2])
  assert.deepEqual(log, ['events behind 0: Error: not now'])
  await feed.close()
})

test('a store that cannot be read is tried again', async () => {
  const store = createMemoryStore()
  let fails = true
  const events: Store['events'] = (...asked) =>
    fails ? Promise.reject(new Error('disk')) : store.events(...asked)
  const failed = Promise.withResolvers<void>()
  const { feed, look } = open({ store: { ...store, events }, log: () => failed.resolve() })
  await happen(store)
  const heard = listen()
  feed.subscribe(heard.listener, 0)
  await failed.promise
  fails = false
  look()
  await heard.until(1)
  await feed.close()
})

test('the lag is not that of the listener furthest behind, or is one when all have heard everything', async () => {
  const { store, feed } = open()
  assert.deepEqual(await feed.lag(), { events: 0, ageMs: 0 }, 'nothing has happened')
  await happen(store, 3)
  assert.deepEqual(await feed.lag(), { events: 0, ageMs: 0 }, 'nobody listens')
  const [quick, slow] = [listen(), listen()]
  const begun = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  feed.subscribe(quick.listener, 0)
  feed.subscribe(async batch => {
    begun.resolve()
    await release.promise
    slow.listener(batch)
  }, 1)
  await Promise.all([quick.until(3), begun.promise])
  assert.deepEqual(await feed.lag(), { events: 2, ageMs: 5000 })
  release.resolve()
  await slow.until(2)
  assert.deepEqual(await feed.lag(), { events: 0, ageMs: 0 })
  await feed.close()
})

test('who hears of one project alone is taken for late because the others are busy', async () => {
  const { store, feed, log } = open()
  const heard = listen()
  feed.subscribe(heard.listener, 0)
  feed.subscribe(() => assert.fail('nothing happened there'), 0, { project: 'another' })
  await happen(store, 2)
  feed.wake()
  await heard.until(2)
  assert.deepEqual(await feed.lag(), { events: 0, ageMs: 0 })
  await feed.close()
  assert.deepEqual(log, [])
})

test('what was removed before a listener came to it counts as lag', async () => {
  const { store, feed } = open()
  feed.subscribe(() => {
    throw new Error('never')
  }, 0)
  await happen(store)
  assert.deepEqual(await feed.lag(), { events: 1, ageMs: 5000 })
  const events: Store['events'] = async () => []
  const emptied = open({ store: { ...store, events } })
  emptied.feed.subscribe(() => {}, 0)
  assert.deepEqual(await emptied.feed.lag(), { events: 0, ageMs: 0 })
  await Promise.all([feed.close(), emptied.feed.close()])
})

test('who has left is told nothing more', async () => {
  const { store, feed } = open()
  const [one, other] = [listen(), listen()]
  const leave = feed.subscribe(one.listener, 0)
  feed.subscribe(other.listener, 0)
  leave()
  await happen(store)
  feed.wake()
  await other.until(1)
  assert.deepEqual(one.ids, [])
  await feed.close()
})

for (const [who, isOver] of [
  ['a closed feed', false],
  ['a closed feed, also when its subscription is over,', true],
] as const)
  test(`${who} waits for the listener that is at work, and calls none any more`, async () => {
    const { store, feed, isLooking } = open()
    const begun = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    let calls = 0
    const unsubscribe = feed.subscribe(async () => {
      calls += 1
      begun.resolve()
      await release.promise
    }, 0)
    await happen(store, 500)
    feed.wake()
    await begun.promise
    if (isOver) unsubscribe()
    let closed = false
    const closing = feed.close().then(() => (closed = true))
    await nextTurn()
    assert.deepEqual([closed, isLooking()], [false, false])
    release.resolve()
    await closing
    feed.wake()
    await nextTurn()
    assert.equal(calls, 1)
  })

test('one that has ended is neither late nor read for again', async () => {
  const { store, feed } = open()
  const asked: number[] = []
  const events: Store['events'] = async (filter, afterId, limit) => {
    asked.push(afterId)
    return store.events(filter, afterId, limit)
  }
  const watched = open({ store: { ...store, events } })
  const release = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const unsubscribe = watched.feed.subscribe(async () => {
    begun.resolve()
    await release.promise
  }, 0)
  await happen(store)
  watched.feed.wake()
  await begun.promise
  unsubscribe()
  assert.deepEqual(await watched.feed.lag(), { events: 0, ageMs: 0 })
  const before = asked.length
  release.resolve()
  watched.feed.wake()
  await nextTurn()
  assert.equal(asked.length, before)
  await Promise.all([feed.close(), watched.feed.close()])
})
