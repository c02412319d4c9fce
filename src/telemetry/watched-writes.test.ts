import assert from 'node:assert/strict'
import { test } from 'node:test'
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

test('a write is done otherwise than it would be unwatched, or one of the verbs is not timed', async () => {
  const { store, written } = watched()
  assert.equal((await store.workers()).length, 0)
  assert.equal(await store.removeTask({ id: 'none', revision: 1 }), false)
  assert.equal(await store.removeInstance('none'), false)
  await store.removeWorker('none')
  await store.appendLog('none', [])
  assert.equal(written.length, 4)
})
