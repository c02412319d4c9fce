import assert from 'node:assert/strict'
import type { AccountRecord } from '../../core/account.ts'
import type { AuditEntry } from '../../core/audit.ts'
import { accessKey, domain, project, storedPolicy, user } from '../../core/testing/account-samples.ts'
import type { StoreTest } from './store-tests.ts'

const entry = (over: Partial<AuditEntry> = {}): Omit<AuditEntry, 'id'> => ({
  at: 1000,
  act: 'signed_in',
  by: 'lin',
  accessKey: null,
  address: '192.0.2.7',
  subject: 'lin',
  details: { way: 'password' },
  ...over,
})

/** Who may ask, and what is audited of it. */
export function accountCases(test: StoreTest): void {
  test('a user, project, policy or the account is lost, or comes in another order', async store => {
    const records: readonly AccountRecord[] = [
      domain(),
      user(),
      project(),
      storedPolicy(),
      user({ id: 'u2', name: 'wu' }),
      { kind: 'former_user', id: user().id, name: user().name, createdAt: 1, updatedAt: 1, revision: 1 },
    ]
    for (const record of records) assert.equal(await store.addAccount(record), true)
    assert.deepEqual(await store.listAccounts(), records)
  })

  test('two of a kind have one id or one name, or one of another kind is refused for it', async store => {
    await store.addAccount(user())
    assert.equal(await store.addAccount(user({ name: 'other' })), false)
    assert.equal(await store.addAccount(user({ id: 'u2' })), false)
    assert.equal(await store.addAccount(project({ id: user().id, name: user().name })), true)
    assert.deepEqual(await store.listAccounts(), [user(), project({ id: user().id, name: user().name })])
  })

  test('a change is made to a user as it was before another change, or takes the name of somebody else', async store => {
    await store.addAccount(user())
    await store.addAccount(user({ id: 'u2', name: 'wu' }))
    const changed = user({ disabledAt: 5000, revision: 2 })
    assert.equal(await store.replaceAccount(changed), true)
    assert.equal(await store.replaceAccount(user({ revision: 2 })), false)
    assert.equal(await store.replaceAccount(user({ name: 'wu', revision: 3 })), false)
    assert.equal(await store.replaceAccount(user({ id: 'nobody', name: 'nobody', revision: 2 })), false)
    assert.deepEqual(await store.listAccounts(), [changed, user({ id: 'u2', name: 'wu' })])
  })

  test('what was removed is there, or its name stays taken', async store => {
    await store.addAccount(user())
    assert.equal(await store.removeAccount(user()), true)
    assert.equal(await store.removeAccount(user()), false)
    assert.equal(await store.addAccount(user({ id: 'u2' })), true)
  })

  test('an access key is listed that was removed, or its token is still found', async store => {
    await store.putKey(accessKey({ accessKey: 'AK1', tokenHash: 'one' }))
    await store.putKey(accessKey({ accessKey: 'AK2', tokenHash: 'two' }))
    await store.putKey(accessKey({ accessKey: 'AK1', tokenHash: 'one', lastUsedAt: 9000 }))
    assert.deepEqual(
      (await store.listKeys()).map(({ accessKey: name, lastUsedAt }) => [name, lastUsedAt]),
      [
        ['AK1', 9000],
        ['AK2', null],
      ],
    )
    assert.deepEqual([await store.removeKey('AK1'), await store.removeKey('AK1')], [true, false])
    assert.equal(await store.findKeyByTokenHash('one'), null)
    assert.deepEqual(
      (await store.listKeys()).map(key => key.accessKey),
      ['AK2'],
    )
  })

  test('the audit is not told from the newest back, or a page shows an entry twice', async store => {
    for (const at of [1000, 2000, 3000]) await store.appendAudit(entry({ at }), 0)
    await store.appendAudit(
      entry({ at: 4000, act: 'user_created', by: null, address: null, subject: null }),
      0,
    )
    const first = await store.listAudit({ limit: 2 })
    assert.deepEqual(
      first.map(({ at }) => at),
      [4000, 3000],
    )
    const { id, ...rest } = first[1]!
    assert.deepEqual(rest, entry({ at: 3000 }))
    const rest2 = await store.listAudit({ before: id, limit: 10 })
    assert.deepEqual(
      rest2.map(({ at }) => at),
      [2000, 1000],
    )
    assert.deepEqual(
      (await store.listAudit({ act: 'signed_in', limit: 2 })).map(({ at }) => at),
      [3000, 2000],
    )
  })

  test('the audit is kept for ever, or an entry goes before its time', async store => {
    for (const at of [1000, 2000, 3000]) await store.appendAudit(entry({ at }), 0)
    await store.appendAudit(entry({ at: 9000 }), 2000)
    assert.deepEqual(
      (await store.listAudit({ limit: 10 })).map(({ at }) => at),
      [9000, 3000, 2000],
    )
  })
}
