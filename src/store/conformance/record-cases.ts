import assert from 'node:assert/strict'
import type { AccessKey } from '../../core/caller.ts'
import { accessKey } from '../../core/testing/account-samples.ts'
import type { Worker } from '../../core/store.ts'
import { sampleInstance, sampleTask, submissionOf, submit } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

const worker = (id: string, heartbeatAt: number): Worker => ({
  id,
  pid: 4711,
  processStartedAt: '123456',
  startedAt: 1000,
  heartbeatAt,
  leaseExpiresAt: heartbeatAt + 10_000,
})

const key = (name: string, over: Partial<AccessKey> = {}): AccessKey =>
  accessKey({ accessKey: name, tokenHash: `hash of ${name}`, ...over })

/** Workers, access keys, and the end. */
export function recordCases(test: StoreTest): void {
  test('keeps workers and their newest heartbeat', async store => {
    assert.deepEqual(await store.workers(), [])
    await store.putWorker(worker('w2', 1000))
    await store.putWorker(worker('w1', 1000))
    await store.putWorker(worker('w2', 5000))
    assert.deepEqual(await store.workers(), [worker('w2', 5000), worker('w1', 1000)])
    await store.removeWorker('w2')
    await store.removeWorker('nobody')
    assert.deepEqual(await store.workers(), [worker('w1', 1000)])
  })

  test('a heartbeat leaves the revision of tasks alone', async store => {
    const task = await submit(store, 't1')
    await store.putWorker(worker('w1', 1000))
    assert.deepEqual(await store.find('t1'), task)
  })

  test('finds an access key by itself and by the hash of its token', async store => {
    await store.putKey(key('AK1'))
    await store.putKey(key('AK2', { lastUsedAt: 2000 }))
    assert.deepEqual(await store.findKey('AK1'), key('AK1'))
    assert.deepEqual(await store.findKeyByTokenHash('hash of AK2'), key('AK2', { lastUsedAt: 2000 }))
    assert.equal(await store.findKey('ak1'), null)
    assert.equal(await store.findKeyByTokenHash('hash of AK3'), null)
    await store.putKey(key('AK1', { tokenHash: 'new', disabledAt: 2000 }))
    assert.equal(await store.findKeyByTokenHash('hash of AK1'), null)
    assert.deepEqual(
      await store.findKeyByTokenHash('new'),
      key('AK1', { tokenHash: 'new', disabledAt: 2000 }),
    )
  })

  test('answers what was asked before it was closed and refuses what comes after', async store => {
    const asked = Array.from({ length: 20 }, (_, index) =>
      store.commit(submissionOf(sampleTask(`t${index}`))),
    )
    const closing = store.close()
    assert.deepEqual(
      await Promise.all(asked),
      Array.from({ length: 20 }, () => ({ accepted: true })),
    )
    await closing
    await store.close()
    for (const late of [
      () => store.find('t1'),
      () => store.due(2000, 1),
      () => store.commit(submissionOf(sampleTask('late'))),
      () => store.addInstance(sampleInstance('i1')),
    ])
      await assert.rejects(late, /the store is closed/)
  })
}
