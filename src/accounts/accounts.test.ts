import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { beforeEach, suite, test } from 'node:test'
import { secretBelongsTo } from '../access/caller.ts'
import { createKeyRing } from '../access/key-ring.ts'
import type { AuditAct } from '../core/audit.ts'
import type { Caller } from '../core/caller.ts'
import { StepwellError, type ErrorCode } from '../core/error.ts'
import type { Store } from '../core/store.ts'
import type { User } from '../core/user.ts'
import { createMemoryStore } from '../store/memory.ts'
import { openAccounts, type Accounts } from './accounts.ts'
import { serverItself } from './audit-trail.ts'
import { createPasswordWork } from './password-work.ts'
import { createSignIn } from './sign-in.ts'

const project = 'a'.repeat(32)
const password = 'correct horse battery'
const administrator: Caller = { accessKey: '', project, administrator: true, language: null }
const ring = createKeyRing(randomBytes)
const denyAll = { document: { Version: '5.0', Statement: [{ Effect: 'Deny', Action: ['*'] }] } }

let store: Store
let accounts: Accounts
beforeEach(async () => {
  store = createMemoryStore()
  accounts = await open(store)
  await accounts.keys.create(serverItself, { project, administrator: true })
})

const open = (over: Store): Promise<Accounts> =>
  openAccounts({ store: over, ring, random: randomBytes, auditKeptMs: 86_400_000, now: () => 1_000_000 })

const addUser = (over: Partial<Parameters<Accounts['users']['add']>[1]> = {}): Promise<User> =>
  accounts.users.add(administrator, {
    name: 'lin',
    password: null,
    language: null,
    administrator: false,
    policies: [{ policy: 'StepwellReadOnly', project }],
    ...over,
  })

const as = ({ id, name }: User): Caller => ({
  accessKey: name,
  user: { id, name },
  project,
  administrator: false,
  language: null,
  address: '192.0.2.7',
})

const refused = (act: Promise<unknown>, code: ErrorCode): Promise<void> => assert.rejects(act, { code })

async function audited(act: AuditAct): Promise<readonly (string | null)[]> {
  return (await accounts.trail.list({ act, limit: 100 })).map(({ subject }) => subject)
}

suite('a password', () => {
  test('is guessed by who is signed in as fast as it goes, and nobody sees it', async () => {
    const lin = as(await addUser({ password }))
    const change = (current: string) => accounts.users.changeOwnPassword(lin, current, 'another password')
    for (let tries = 0; tries < 5; tries++) await refused(change('guess number one'), 'sign_in_refused')
    await refused(change(password), 'sign_in_limited')
    assert.deepEqual(await audited('password_refused'), ['lin', 'lin', 'lin', 'lin', 'lin'])
    const from = { address: '192.0.2.7', to: 'session' } as const
    await refused(
      accounts.signIn.byPassword('lin', password, from, () => null),
      'sign_in_limited',
    )
  })

  test('that an administrator has set is undone by the change of who knew the one before', async () => {
    const lin = await addUser({ password })
    const own = accounts.users.changeOwnPassword(as(lin), password, 'of the thief')
    const reset = accounts.users.setPassword(administrator, 'lin', 'of the administrator')
    const [mine, theirs] = await Promise.allSettled([own, reset])
    assert.equal(theirs.status, 'fulfilled')
    assert.equal(mine.status === 'rejected' && (mine.reason as StepwellError).code, 'sign_in_refused')
    const from = { address: null, to: 'session' } as const
    await accounts.signIn.byPassword('lin', 'of the administrator', from, () => null)
    assert.deepEqual(await audited('password_changed'), ['lin'])
  })

  test('is a failure of who wants to sign in while the server is busy', async () => {
    await addUser({ password })
    const { directory, trail } = accounts
    const strangers = createPasswordWork({ mostAtOnce: 1, mostWaiting: 1 })
    const signIn = createSignIn({ directory, trail, ring, strangers, passwords: strangers, now: () => 1 })
    const attempt = (name: string, given: string, address: string) =>
      signIn.byPassword(name, given, { address, to: 'session' }, () => name)
    const others = ['192.0.2.1', '192.0.2.2'].map(address => attempt('nobody', 'any password', address))
    for (let tries = 0; tries < 6; tries++)
      await refused(attempt('lin', password, '192.0.2.7'), 'sign_in_limited')
    for (const other of others) await refused(other, 'sign_in_refused')
    assert.equal(await attempt('lin', password, '192.0.2.7'), 'lin')
  })
})

suite('a policy', () => {
  test('is had by who was given it while it was removed', async () => {
    const { policies, users } = accounts
    for (const name of ['one', 'two']) await policies.add(administrator, name, denyAll)
    await addUser()
    const wu = addUser({ name: 'wu', password, policies: [{ policy: 'one', project: null }] })
    const removal = Promise.all(['one', 'two'].map(name => policies.remove(administrator, name)))
    const attached = users.attach(administrator, 'lin', { policy: 'two', project: null })
    await refused(attached, 'policy_not_found')
    await refused(wu, 'policy_not_found')
    await removal
  })

  test('of a removed project holds again in one that is made of the same id', async () => {
    const other = 'b'.repeat(32)
    const { accessKey } = await accounts.keys.create(serverItself, { project: other, administrator: true })
    const kept = { policy: 'StepwellReadOnly', project }
    await addUser({ policies: [kept, { policy: 'StepwellFullAccess', project: other }] })
    await accounts.keys.remove(administrator, accessKey)
    await accounts.projects.remove(administrator, other)
    await accounts.projects.ensure(administrator, other)
    assert.deepEqual(accounts.directory.user('lin')?.policies, [kept])
    assert.deepEqual(new Set(await audited('policy_detached')), new Set(['administrator', 'lin']))
  })
})

test('of two rotations at once both give a secret, one of which is worth nothing', async () => {
  const { accessKey } = await accounts.keys.create(administrator, { project, administrator: false })
  const both = [1, 2].map(() => accounts.keys.rotate(administrator, accessKey))
  const [first, second] = await Promise.allSettled(both)
  assert.ok(first?.status === 'fulfilled' && second?.status === 'rejected')
  assert.equal((second.reason as StepwellError).code, 'account_changed')
  assert.ok(secretBelongsTo(first.value.secretKey, accounts.directory.key(accessKey), ring))
  assert.deepEqual(await audited('key_rotated'), [accessKey])
})

test('the name of a removed user is given to somebody else', async () => {
  await addUser()
  await accounts.users.remove(administrator, 'lin')
  await refused(addUser(), 'name_taken')
  assert.equal(accounts.directory.user('lin'), null)
  accounts = await open(store)
  await refused(addUser(), 'name_taken')
})

test('a key that goes with its user, or a policy that comes with a key, is not in the audit as such', async () => {
  const other = 'b'.repeat(32)
  await addUser()
  const wanted = { project, user: 'lin', administrator: false }
  const keys = [
    await accounts.keys.create(administrator, wanted),
    await accounts.keys.create(administrator, wanted),
  ]
  await accounts.users.remove(administrator, 'lin')
  assert.deepEqual(new Set(await audited('key_removed')), new Set(keys.map(({ accessKey }) => accessKey)))
  await accounts.keys.create(administrator, { project: other, administrator: true })
  const [attached] = await accounts.trail.list({ act: 'policy_attached', limit: 100 })
  assert.deepEqual(
    [attached?.subject, attached?.details],
    ['administrator', { policy: 'StepwellFullAccess', project: other }],
  )
})

test('a change that failed is in the audit', async () => {
  await addUser()
  await accounts.policies.add(administrator, 'operators', denyAll)
  const { accessKey } = await accounts.keys.create(administrator, { project, administrator: false })
  const before = await accounts.trail.list({ limit: 100 })
  const fails = async (): Promise<never> => {
    throw new StepwellError('store_unavailable')
  }
  const broken = { replaceAccount: fails, removeAccount: fails, putKey: fails, removeKey: fails }
  accounts = await open({ ...store, ...broken })
  const { users, policies, keys } = accounts
  for (const change of [
    () => users.change(administrator, 'lin', { disabled: true }),
    () => users.attach(administrator, 'lin', { policy: 'operators', project: null }),
    () => users.remove(administrator, 'lin'),
    () => policies.change(administrator, 'operators', { description: 'others' }),
    () => policies.remove(administrator, 'operators'),
    () => keys.rotate(administrator, accessKey),
    () => keys.setDisabled(administrator, accessKey, true),
    () => keys.remove(administrator, accessKey),
  ])
    await refused(change(), 'store_unavailable')
  assert.deepEqual(await accounts.trail.list({ limit: 100 }), before)
})

suite('who has locked everybody out has no way back in:', () => {
  const locks: { readonly [title: string]: () => Promise<unknown> } = {
    'a policy denies everything': async () => {
      await accounts.policies.add(administrator, 'none', denyAll)
      await accounts.projects.ensure(administrator, 'b'.repeat(32))
      for (const place of [null, project, 'b'.repeat(32)])
        await accounts.users.attach(administrator, 'administrator', { policy: 'none', project: place })
    },
    'full access was taken away': async () => {
      const { users } = accounts
      await users.attach(administrator, 'administrator', { policy: 'StepwellReadOnly', project })
      await users.detach(administrator, 'administrator', { policy: 'StepwellFullAccess', project })
    },
    'the user is disabled, and no administrator': async () => {
      await addUser({ administrator: true })
      const change = { disabled: true, administrator: false }
      await accounts.users.change(administrator, 'administrator', change)
    },
  }
  for (const [title, lock] of Object.entries(locks)) {
    test(title, async () => {
      await lock()
      const elsewhere = { policy: 'StepwellReadOnly', project: null }
      await accounts.users.attach(administrator, 'administrator', elsewhere)
      const key = await accounts.keys.create(serverItself, { project, administrator: true })
      const user = accounts.directory.user(key.user)!
      assert.deepEqual([user.administrator, user.disabledAt], [true, null])
      const names = user.policies.map(({ policy }) => policy)
      assert.ok(names.includes('StepwellFullAccess') && !names.includes('none'), names.join())
      assert.ok(names.includes('StepwellReadOnly'), 'what does no harm stays')
      const { revision } = user
      await accounts.keys.create(serverItself, { project, administrator: true })
      assert.equal(accounts.directory.user(key.user)?.revision, revision, 'nothing more is to be done')
    })
  }
})
