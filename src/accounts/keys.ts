import type { WantedKey } from '../core/account-changes.ts'
import { createKey, newAccountId, type PlainKey } from '../access/keys.ts'
import type { KeyRing, RandomBytes } from '../access/key-ring.ts'
import { fullAccessPolicy } from '../access/policy/ready-policies.ts'
import { requireAdministrator, type AccessKey, type Caller, type HeldKey } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import { builtInAdministrator, isUserOf, type User } from '../core/user.ts'
import type { AuditAct } from '../core/audit.ts'
import { accountProblemWords } from '../words/accounts.ts'
import { serverItself, type AuditTrail, type Doer } from './audit-trail.ts'
import type { Directory } from './directory.ts'
import type { Projects } from './projects.ts'

/** A key with what is shown of it only once. */
export interface ShownKey extends PlainKey {
  readonly project: string
  readonly user: string
  readonly administrator: boolean
}

/** What may be done with access keys. Errors are StepwellErrors. */
export interface Keys {
  /** Makes a key. Whether who asks may is not asked here. */
  create(doer: Doer, wanted: WantedKey): Promise<ShownKey>
  list(caller: Caller, user: string | null): readonly HeldKey[]
  find(caller: Caller, accessKey: string): HeldKey
  /** Gives it another secret and token; those before are worth nothing from then on. */
  rotate(caller: Caller, accessKey: string): Promise<ShownKey>
  setDisabled(caller: Caller, accessKey: string, disabled: boolean): Promise<HeldKey>
  remove(caller: Caller, accessKey: string): Promise<HeldKey>
  /** Remembers that a key was used, to about a minute; costs nothing more often. */
  used(key: HeldKey): void
}

export interface KeysParts {
  readonly directory: Directory
  readonly projects: Pick<Projects, 'ensure'>
  readonly trail: AuditTrail
  readonly ring: KeyRing
  readonly random: RandomBytes
  readonly now: () => number
}

const useKeptEveryMs = 60_000

/** Puts the directory behind the access keys. */
export function createKeys({ directory, projects, trail, ring, random, now }: KeysParts): Keys {
  function found(accessKey: string): HeldKey {
    const key = directory.key(accessKey)
    if (key === null) throw new StepwellError('key_not_found', { key: accessKey.slice(0, 64) })
    return key
  }

  /** The user of a key that was made for nobody: it may do everything in the project of its keys. */
  async function builtIn(doer: Doer, name: string, project: string, administrator: boolean): Promise<User> {
    const at = now()
    const attached = { policy: fullAccessPolicy.name, project }
    const known = directory.user(name)
    if (known !== null) {
      // A key that the server makes is the way back in for who has locked everybody out.
      const isRescued = doer === serverItself && !(known.administrator && known.disabledAt === null)
      if (isUserOf(known, project) && !isRescued) return known
      const policies = isUserOf(known, project) ? known.policies : [...known.policies, attached]
      const rescued = isRescued ? { administrator: true, disabledAt: null } : {}
      const user = { ...known, ...rescued, policies, updatedAt: at, revision: known.revision + 1 }
      await Promise.all([
        directory.replace(user),
        trail.note(doer, 'user_changed', name, { ...rescued, ...attached }),
      ])
      return user
    }
    const user: User = {
      kind: 'user',
      id: newAccountId(random),
      name,
      passwordHash: null,
      language: null,
      administrator,
      policies: [attached],
      generation: 1,
      disabledAt: null,
      createdAt: at,
      updatedAt: at,
      revision: 1,
    }
    await Promise.all([
      directory.add(user),
      trail.note(doer, 'user_created', name, { administrator, policies: [attached] }),
    ])
    return user
  }

  function named(idOrName: string, administrator: boolean): User {
    const user = directory.user(idOrName)
    if (user === null) throw new StepwellError('user_not_found', { user: idOrName })
    if (!administrator) return user
    const problems = [{ path: '/user', message: accountProblemWords.keyOfUser }]
    throw new StepwellError('invalid_request', {}, { problems })
  }

  const changed = (caller: Caller, act: AuditAct, accessKey: string, next: (key: AccessKey) => AccessKey) =>
    directory.inTurn(async () => {
      const { holder, ...key } = found(accessKey)
      await Promise.all([
        directory.putKey(next(key)),
        trail.note(caller, act, accessKey, { user: holder.name }),
      ])
      return found(accessKey)
    })

  return {
    create: (doer, { project, user: idOrName, administrator }) =>
      directory.inTurn(async () => {
        const holder = idOrName === undefined ? null : named(idOrName, administrator)
        await projects.ensure(doer, project)
        const made = createKey({ project, user: '' }, ring, now(), random)
        const name = administrator ? builtInAdministrator : made.plain.accessKey
        const user = holder ?? (await builtIn(doer, name, project, administrator))
        await Promise.all([
          directory.putKey({ ...made.record, user: user.id }),
          trail.note(doer, 'key_created', made.plain.accessKey, { user: user.name, project }),
        ])
        return { ...made.plain, project, user: user.name, administrator: user.administrator }
      }),
    list(caller, user) {
      requireAdministrator(caller, 'accessKey:list')
      return directory
        .keys()
        .filter(({ holder: { id, name } }) => user === null || user === id || user === name)
    },
    find(caller, accessKey) {
      requireAdministrator(caller, 'accessKey:get')
      return found(accessKey)
    },
    async rotate(caller, accessKey) {
      requireAdministrator(caller, 'accessKey:rotate')
      const { project, user } = found(accessKey)
      const { plain, record } = createKey({ project, user }, ring, now(), random, accessKey)
      const { holder } = await changed(caller, 'key_rotated', accessKey, key => ({
        ...key,
        sealedSecretKey: record.sealedSecretKey,
        tokenHash: record.tokenHash,
      }))
      return { ...plain, project, user: holder.name, administrator: holder.administrator }
    },
    async setDisabled(caller, accessKey, disabled) {
      requireAdministrator(caller, 'accessKey:update')
      return changed(caller, disabled ? 'key_disabled' : 'key_enabled', accessKey, key => ({
        ...key,
        disabledAt: disabled ? (key.disabledAt ?? now()) : null,
      }))
    },
    async remove(caller, accessKey) {
      requireAdministrator(caller, 'accessKey:delete')
      return directory.inTurn(async () => {
        const held = found(accessKey)
        const { holder, ...key } = held
        await Promise.all([
          directory.removeKey(key),
          trail.note(caller, 'key_removed', accessKey, { user: holder.name }),
        ])
        return held
      })
    },
    used({ accessKey, lastUsedAt }) {
      const at = now()
      if (lastUsedAt !== null && at - lastUsedAt < useKeptEveryMs) return
      const noted = directory.inTurn(async () => {
        const key = directory.key(accessKey)
        // Many requests of the same minute come here before the first of them is stored.
        if (key === null || (key.lastUsedAt !== null && at - key.lastUsedAt < useKeptEveryMs)) return
        const { holder: _, ...record } = key
        await directory.putKey({ ...record, lastUsedAt: at })
      })
      // Who asks is answered also while nothing can be stored.
      noted.catch(() => {})
    },
  }
}
