import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../core/store.ts'
import { createMemoryStore } from '../store/memory.ts'
import { watchWrites } from './watched-writes.ts'

/** A watched memory store whose time goes on by what a write is told to take. */
function watched() {
  const store = createMemoryStore()
  const written: string[] = []
  let nowMs = 0
  let takesMs = 1
  let fails = false
  const slow = {
    ...store,
    async putWorker(...given: Parameters<typeof store.putWorker>) {
      nowMs += takesMs
      if (fails) throw new Error('disk full')
      return store.putWorker(...given)
    },
  }
  const clock = { now: () => nowMs, elapsed: () => nowMs }
  const { store: watchedStore, failedAt } = watchWrites(slow, {
    clock,
    written: (ms, isDone) => void written.push(`${ms} ${isDone}`),
  })
  const worker = { id: 'w', pid: 1, processStartedAt: '', startedAt: 0, heartbeatAt: 0, leaseExpiresAt: 0 }
  return {
    store: watchedStore,
    failedAt,
    written,
    write(ms: number, isFailing: boolean) {
      takesMs = ms
      fails = isFailing
      return watchedStore.putWorker(worker)
    },
  }
}

test('a write is not timed, or a store that fails is forgotten', async () => {
  const { store, failedAt, written, write } = watched()
  await write(5, false)
  assert.equal(failedAt(), null)
  await assert.rejects(write(7, true), /disk full/)
  assert.equal(failedAt(), 12)
  await store.workers()
  assert.equal(failedAt(), 12, 'a read tells nothing of it')
  await write(1, false)
  assert.equal(failedAt(), null)
  assert.deepEqual(written, ['5 true', '7 false', '1 true'])
})

test('a write is done otherwise than it would be unwatched', async () => {
  const { store, written } = watched()
  assert.equal((await store.workers()).length, 0)
  assert.equal(await store.removeTask({ id: 'none', revision: 1 }), false)
  assert.equal(await store.removeInstance('none'), false)
  await store.removeWorker('none')
  await store.appendLog('none', [])
  assert.equal(written.length, 4)
})

/** Every verb of a store, and whether it writes; closing comes last. */
const isWrite: { readonly [verb in keyof Store]: boolean } = {
  find: false,
  list: false,
  countTasks: false,
  taskOfToken: false,
  holders: false,
  due: false,
  nextDueAt: false,
  workload: false,
  commit: true,
  inFrontOf: false,
  lastUser: false,
  history: false,
  lastEvent: false,
  events: false,
  lastEventId: false,
  appendLog: true,
  readLog: false,
  ended: false,
  removeTask: true,
  heldBy: false,
  putWorker: true,
  workers: false,
  removeWorker: true,
  findInstance: false,
  listInstances: false,
  addInstance: true,
  removeInstance: true,
  findKey: false,
  findKeyByTokenHash: false,
  putKey: true,
  revoke: true,
  isRevoked: false,
  listAccounts: false,
  addAccount: true,
  replaceAccount: true,
  removeAccount: true,
  listKeys: false,
  removeKey: true,
  appendAudit: true,
  listAudit: false,
  findWebhook: false,
  listWebhooks: false,
  addWebhook: true,
  replaceWebhook: true,
  removeWebhook: true,
  countWebhooks: false,
  close: false,
}

test('a verb that writes is not timed, or one that reads is', async () => {
  const { store, written } = watched()
  const timed: string[] = []
  for (const verb of Object.keys(isWrite) as (keyof Store)[]) {
    const before = written.length
    // Asked for nothing in particular a verb may well fail: it is timed all the same.
    await (store[verb] as (given: object) => Promise<unknown>)({}).catch(() => {})
    if (written.length > before) timed.push(verb)
  }
  const writes = Object.entries(isWrite).flatMap(([verb, writing]) => (writing ? [verb] : []))
  assert.deepEqual(timed, writes)
})
