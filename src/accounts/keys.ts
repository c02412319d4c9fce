import type { WantedKey } from '../core/account-changes.ts'
import { createKey, newAccountId, type PlainKey } from '../access/keys.ts'
import type { KeyRing, RandomBytes } from '../access/key-ring.ts'
import { fullAccessPolicy } from '../access/policy/ready-policies.ts'
import { requireAdministrator, type AccessKey, type Caller, type HeldKey } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import type { JsonObject } from '../core/json.ts'
import { builtInAdministrator, isUserOf, type User } from '../core/user.ts'
import type { AuditAct } from '../core/audit.ts'
import { accountProblemWords } from '../words/accounts.ts'
import { serverItself, type AuditTrail, type Doer } from './audit-trail.ts'
import type { Directory } from './directory.ts'
import type { Projects } from './projects.ts'
import { wayBackIn } from './way-back-in.ts'

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
  /** Gives it another secret and token; those before are worth nothing from then on. Throws `account_changed`: of two at once one. */
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
      if (doer === serverItself) return letBackIn(known, project)
      if (isUserOf(known, project)) return known
      const change = { policies: [...known.policies, attached] }
      return changeHolder(doer, known, change, 'policy_attached', attached)
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
    if (!(await directory.add(user))) throw new StepwellError('name_taken', { name })
    await trail.note(doer, 'user_created', name, { administrator, policies: [attached] })
    return user
  }

  async function changeHolder(
    doer: Doer,
    before: User,
    change: Partial<User>,
    act: AuditAct,
    told: JsonObject,
  ): Promise<User> {
    const user = { ...before, ...change, updatedAt: now(), revision: before.revision + 1 }
    if (!(await directory.replace(user))) throw new StepwellError('account_changed', { name: user.name })
    await trail.note(doer, act, user.name, told)
    return user
  }

  async function letBackIn(user: User, project: string): Promise<User> {
    const way = wayBackIn(user, project, directory)
    if (way === null) return user
    const { administrator, disabledAt } = way.change
    const told = {
      administrator,
      disabledAt,
      attached: way.attached.map(each => ({ ...each })),
      detached: way.detached.map(each => ({ ...each })),
    }
    return changeHolder(serverItself, user, way.change, 'user_changed', told)
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
      await directory.putKey(next(key))
      await trail.note(caller, act, accessKey, { user: holder.name })
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
        await directory.putKey({ ...made.record, user: user.id })
        await trail.note(doer, 'key_created', made.plain.accessKey, { user: user.name, project })
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
      const { project, user, generation } = found(accessKey)
      const { plain, record } = createKey({ project, user }, ring, now(), random, accessKey)
      const { holder } = await changed(caller, 'key_rotated', accessKey, key => {
        // Else who has rotated it at the same moment would be shown a secret that is worth nothing.
        if (key.generation !== generation) throw new StepwellError('account_changed', { name: accessKey })
        const { sealedSecretKey, tokenHash } = record
        return { ...key, sealedSecretKey, tokenHash, generation: generation + 1 }
      })
      return { ...plain, project, user: holder.name, administrator: holder.administrator }
    },
    async setDisabled(caller, accessKey, disabled) {
      requireAdministrator(caller, 'accessKey:update')
      return changed(caller, disabled ? 'key_disabled' : 'key_enabled', accessKey, key => ({
        ...key,
        // What came in by it before is over for good.
        generation: key.generation + (disabled && key.disabledAt === null ? 1 : 0),
        disabledAt: disabled ? (key.disabledAt ?? now()) : null,
      }))
    },
    async remove(caller, accessKey) {
      requireAdministrator(caller, 'accessKey:delete')
      return directory.inTurn(async () => {
        const held = found(accessKey)
        const { holder, ...key } = held
        await directory.removeKey(key)
        await trail.note(caller, 'key_removed', accessKey, { user: holder.name })
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
