import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createMemoryStore } from '../store/memory.ts'
import type { Clock } from './clock.ts'
import type { Retention } from './retention.ts'
import { removeOverdue, startRetention, sweepEveryMs } from './retention-sweep.ts'
import { commitOf, type Store } from './store.ts'
import type { Task } from './task.ts'
import { after, claimed, ended, ending, pendingTask } from './testing/samples.ts'

const day = 24 * 60 * 60 * 1000
const now = 1000 * day
const forEver = { ageMs: null, count: null }
const keepAll: Retention = { succeeded: forEver, failed: forEver, cancelled: forEver, deleted: forEver }
const goesOn = new AbortController().signal

/** A clock whose hour is over when the test says so, and on which every rest is over at once. */
function handClock() {
  const acts: (() => void)[] = []
  let rests = 0
  const clock: Clock = {
    now: () => now,
    elapsed: () => now,
    after(_, act) {
      rests++
      setImmediate(act)
      return { cancel: () => {} }
    },
    every(ms, act) {
      assert.equal(ms, sweepEveryMs)
      acts.push(act)
      return { cancel: () => void acts.splice(0) }
    },
  }
  return {
    clock,
    anHourLater: () => acts.forEach(act => act()),
    timers: () => acts.length,
    rests: () => rests,
  }
}

/** A store with tasks that were cancelled so many days ago; ids are `0`, `1` and so on. */
async function storeWith(...daysAgo: readonly number[]): Promise<Store> {
  const store = createMemoryStore()
  for (const [index, days] of daysAgo.entries()) {
    const task: Task = { ...pendingTask(), id: String(index) }
    const over = after(task, [claimed, ending('cancelled'), ended()], now - days * day)
    await store.commit({ ...commitOf(task, over, [], who), expectedRevision: 0 })
  }
  return store
}

const who = { by: null, reason: null, at: now }
const idsIn = async (store: Store) => (await store.list({ limit: 1000 })).map(({ id }) => id).toSorted()

test('what is too old stays, or what is not goes', async () => {
  const store = await storeWith(89, 91, 90)
  const retention = { ...keepAll, cancelled: { ageMs: 90 * day, count: null } }
  assert.equal(await removeOverdue(store, retention, handClock().clock, goesOn), 1)
  assert.deepEqual(await idsIn(store), ['0', '2'])
  assert.equal(await removeOverdue(store, retention, handClock().clock, goesOn), 0)
})

test('what is beyond the count stays, or goes on its first day', async () => {
  const store = await storeWith(9, 7, 8, 0.5, 0.4)
  const retention = { ...keepAll, cancelled: { ageMs: null, count: 1 } }
  assert.equal(await removeOverdue(store, retention, handClock().clock, goesOn), 3)
  assert.deepEqual(await idsIn(store), ['3', '4'])
})

test('another status is removed by the bounds of this one', async () => {
  const store = await storeWith(900)
  const retention = { ...keepAll, succeeded: { ageMs: day, count: 1 }, failed: { ageMs: day, count: 1 } }
  assert.equal(await removeOverdue(store, retention, handClock().clock, goesOn), 0)
})

const short: Retention = { ...keepAll, cancelled: { ageMs: day, count: null } }

test('more than are removed at once are left, or removed without a rest', async () => {
  const store = await storeWith(...Array.from({ length: 45 }, () => 10))
  const { clock, rests } = handClock()
  assert.equal(await removeOverdue(store, short, clock, goesOn), 45)
  assert.deepEqual([await idsIn(store), rests()], [[], 2])
})

test('tasks that are changed again and again are tried for ever', async () => {
  const store = await storeWith(...Array.from({ length: 25 }, () => 10))
  const refusing = { ended: store.ended, removeTask: async () => false }
  assert.equal(await removeOverdue(refusing, short, handClock().clock, goesOn), 0)
})

test('nothing is removed at the start or after an hour, or one failure ends it all', async () => {
  const store = await storeWith(10)
  const log: string[] = []
  let broken = false
  const parts = {
    store: {
      ...store,
      ended: async (...asked: Parameters<Store['ended']>) => {
        if (broken) throw new Error('the disk is full')
        return store.ended(...asked)
      },
    },
    retention: short,
    log: (text: string) => void log.push(text),
  }
  const { clock, anHourLater, timers } = handClock()
  const sweep = startRetention({ ...parts, clock })
  await nextTurn()
  broken = true
  anHourLater()
  await nextTurn()
  broken = false
  anHourLater()
  anHourLater()
  await nextTurn()
  assert.equal(timers(), 1)
  await sweep.stop()
  assert.equal(timers(), 0, 'no sweep comes after the last')
  assert.deepEqual(log, [
    'retention: tasks removed: 1',
    'retention: tasks could not be removed: Error: the disk is full',
  ])
})

test('a server that stops waits for all that could be removed', async () => {
  const store = await storeWith(...Array.from({ length: 45 }, () => 10))
  const { clock } = handClock()
  const sweep = startRetention({ store, clock, retention: short, log: () => {} })
  await sweep.stop()
  assert.equal((await idsIn(store)).length, 25)
})
