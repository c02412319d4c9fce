import { isDeepStrictEqual } from 'node:util'
import { newAccountId } from '../access/keys.ts'
import type { AccountRecord, Domain, Project, StoredPolicy } from '../core/account.ts'
import type { AccessKey, HeldKey } from '../core/caller.ts'
import type { Store } from '../core/store.ts'
import { isUserName, type User } from '../core/user.ts'

/**
 * Who may ask: all of it in memory, because every request asks for it, and written through to the store, whose only writer
 * this server is.
 */
export interface Directory {
  domain(): Domain
  users(): readonly User[]
  /** By id or name; null: there is none. */
  user(idOrName: string): User | null
  /** Whether a user who was removed had this name. */
  isFormerUser(name: string): boolean
  projects(): readonly Project[]
  /** By id or name; null: there is none. */
  project(idOrName: string): Project | null
  policies(): readonly StoredPolicy[]
  policy(name: string): StoredPolicy | null
  keys(): readonly HeldKey[]
  /** The same object while neither key nor user change; null: there is none. */
  key(accessKey: string): HeldKey | null
  keyByTokenHash(tokenHash: string): HeldKey | null
  /** Grows with every change but the use of a key: what was made of the directory before is stale. */
  version(): number
  /** Changes one after the other: each sees what the one before has made. */
  inTurn<Result>(change: () => Promise<Result>): Promise<Result>
  /** These are called within {@link inTurn}. False: refused as the store says, and nothing has changed. */
  add(record: AccountRecord): Promise<boolean>
  replace(record: AccountRecord): Promise<boolean>
  remove(record: AccountRecord): Promise<void>
  /** Sees to it that nobody is given the name of a user who is to be removed. */
  keepName(user: User): Promise<void>
  putKey(key: AccessKey): Promise<void>
  removeKey(key: AccessKey): Promise<void>
}

export interface DirectoryParts {
  readonly store: Pick<
    Store,
    'listAccounts' | 'addAccount' | 'replaceAccount' | 'removeAccount' | 'listKeys' | 'putKey' | 'removeKey'
  >
  readonly random: (size: number) => Uint8Array
  readonly now: () => number
}

/** Reads who may ask; makes the account itself where there is none yet. */
export async function openDirectory({ store, random, now }: DirectoryParts): Promise<Directory> {
  const records = new Map<string, AccountRecord>()
  const keys = new Map<string, AccessKey>()
  const byTokenHash = new Map<string, string>()
  const held = new Map<string, HeldKey>()
  /** Null: something has changed since it was made. */
  let byName: ReadonlyMap<string, AccountRecord> | null = null
  let version = 0
  let turn: Promise<unknown> = Promise.resolve()

  const placeOf = ({ kind, id }: Pick<AccountRecord, 'kind' | 'id'>): string => `${kind} ${id}`
  const all = <Kind extends AccountRecord['kind']>(kind: Kind) =>
    [...records.values()].filter(record => record.kind === kind) as Extract<AccountRecord, { kind: Kind }>[]
  const byIdOrName = <Kind extends AccountRecord['kind']>(kind: Kind, idOrName: string) =>
    (records.get(`${kind} ${idOrName}`) as Extract<AccountRecord, { kind: Kind }> | undefined) ??
    (named().get(`${kind} ${idOrName}`) as Extract<AccountRecord, { kind: Kind }> | undefined) ??
    null

  function named(): ReadonlyMap<string, AccountRecord> {
    byName ??= new Map([...records.values()].map(record => [`${record.kind} ${record.name}`, record]))
    return byName
  }
  function keep(record: AccountRecord): void {
    records.set(placeOf(record), record)
    changed()
  }
  function keepKey(key: AccessKey): void {
    const before = keys.get(key.accessKey)
    if (before !== undefined) byTokenHash.delete(before.tokenHash)
    keys.set(key.accessKey, key)
    byTokenHash.set(key.tokenHash, key.accessKey)
    held.delete(key.accessKey)
    if (before === undefined || !isDeepStrictEqual({ ...before, lastUsedAt: key.lastUsedAt }, key)) version++
  }
  function changed(): void {
    held.clear()
    byName = null
    version++
  }

  function heldKey(accessKey: string): HeldKey | null {
    const known = held.get(accessKey)
    if (known !== undefined) return known
    const key = keys.get(accessKey)
    const holder = key === undefined ? undefined : all('user').find(({ id }) => id === key.user)
    if (key === undefined || holder === undefined) return null
    const made = { ...key, holder }
    held.set(accessKey, made)
    return made
  }

  for (const record of await store.listAccounts()) keep(record)
  for (const key of await store.listKeys()) keepKey(key)

  const directory: Directory = {
    domain: () => all('domain')[0]!,
    users: () => all('user'),
    user: idOrName => byIdOrName('user', idOrName),
    isFormerUser: name => all('former_user').some(former => former.name === name),
    projects: () => all('project'),
    project: idOrName => byIdOrName('project', idOrName),
    policies: () => all('policy'),
    policy: name => byIdOrName('policy', name),
    keys: () => [...keys.keys()].map(heldKey).filter(key => key !== null),
    key: heldKey,
    keyByTokenHash(tokenHash) {
      const accessKey = byTokenHash.get(tokenHash)
      return accessKey === undefined ? null : heldKey(accessKey)
    },
    version: () => version,
    inTurn(change) {
      const done = turn.then(change)
      turn = done.catch(() => {})
      return done
    },
    async add(record) {
      const isAdded = await store.addAccount(record)
      if (isAdded) keep(record)
      return isAdded
    },
    async replace(record) {
      const isReplaced = await store.replaceAccount(record)
      if (isReplaced) keep(record)
      return isReplaced
    },
    async remove(record) {
      await store.removeAccount(record)
      records.delete(placeOf(record))
      changed()
    },
    async keepName({ id, name }) {
      // Other names are given to nobody as they are.
      if (!isUserName(name)) return
      const at = now()
      await directory.add({ kind: 'former_user', id, name, createdAt: at, updatedAt: at, revision: 1 })
    },
    async putKey(key) {
      await store.putKey(key)
      keepKey(key)
    },
    async removeKey({ accessKey, tokenHash }) {
      await store.removeKey(accessKey)
      keys.delete(accessKey)
      byTokenHash.delete(tokenHash)
      changed()
    },
  }
  if (all('domain').length === 0) {
    const at = now()
    const times = { createdAt: at, updatedAt: at, revision: 1 }
    await directory.add({ kind: 'domain', id: newAccountId(random), name: 'stepwell', ...times })
  }
  return directory
}
