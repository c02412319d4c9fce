import assert from 'node:assert/strict'
import type { StoreTest } from './store-tests.ts'

/** What lets somebody in for a time, and is ended before. */
export function admissionCases(test: StoreTest): void {
  test('an admission that was ended lets somebody in, or one that was not lets nobody in', async store => {
    assert.equal(await store.isRevoked('s1'), false)
    await store.revoke({ id: 's1', expiresAt: 5000 }, 1000)
    await store.revoke({ id: 's1', expiresAt: 5000 }, 1001)
    assert.deepEqual([await store.isRevoked('s1'), await store.isRevoked('s2')], [true, false])
  })

  test('admissions that are over are kept, or one that is not is forgotten', async store => {
    await store.revoke({ id: 'short', expiresAt: 2000 }, 1000)
    await store.revoke({ id: 'long', expiresAt: 3000 }, 1000)
    await store.revoke({ id: 'another', expiresAt: 9000 }, 1999)
    assert.deepEqual([await store.isRevoked('short'), await store.isRevoked('long')], [true, true])
    await store.revoke({ id: 'one more', expiresAt: 9000 }, 2000)
    assert.deepEqual([await store.isRevoked('short'), await store.isRevoked('long')], [false, true])
  })
}
