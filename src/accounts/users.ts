import type { NewUser, UserChange } from '../core/account-changes.ts'
import { isPassword, passwordLength } from '../access/password.ts'
import { newAccountId } from '../access/keys.ts'
import { isReadyPolicy } from '../access/policy/ready-policies.ts'
import { requireAdministrator, type Caller } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import { isUserName, type PolicyAttachment, type User } from '../core/user.ts'
import { fillWords, type Words } from '../core/words.ts'
import { accountProblemWords } from '../words/accounts.ts'
import type { AuditTrail } from './audit-trail.ts'
import type { Directory } from './directory.ts'
import type { PasswordWork } from './password-work.ts'
import type { SignIn } from './sign-in.ts'

/** What an administrator may do with users; everybody may change the own password. Errors are StepwellErrors. */
export interface Users {
  add(caller: Caller, wanted: NewUser): Promise<User>
  list(caller: Caller): readonly User[]
  find(caller: Caller, idOrName: string): User
  change(caller: Caller, idOrName: string, change: UserChange): Promise<User>
  remove(caller: Caller, idOrName: string): Promise<User>
  attach(caller: Caller, idOrName: string, attachment: PolicyAttachment): Promise<User>
  detach(caller: Caller, idOrName: string, attachment: PolicyAttachment): Promise<User>
  /** Ends whatever the user came in by with the one before. */
  setPassword(caller: Caller, idOrName: string, password: string): Promise<User>
  changeOwnPassword(caller: Caller, current: string, password: string): Promise<User>
}

export interface UsersParts {
  readonly directory: Directory
  readonly trail: AuditTrail
  /** Holds who changes the own password to the one before. */
  readonly signIn: Pick<SignIn, 'again'>
  readonly passwords: Pick<PasswordWork, 'hash'>
  readonly random: (size: number) => Uint8Array
  readonly now: () => number
}

/** Puts the directory behind the users. */
export function createUsers({ directory, trail, signIn, passwords, random, now }: UsersParts): Users {
  function found(idOrName: string): User {
    const user = directory.user(idOrName)
    if (user === null) throw new StepwellError('user_not_found', { user: idOrName })
    return user
  }

  /** Changes a user as it is then; `next` gives what is different. */
  const changed = (
    idOrName: string,
    next: (user: User) => Partial<User>,
    told: (after: User) => Promise<void>,
  ): Promise<User> =>
    directory.inTurn(async () => {
      const before = found(idOrName)
      const after: User = { ...before, ...next(before), updatedAt: now(), revision: before.revision + 1 }
      keepAdministrator(before, after)
      if (!(await directory.replace(after))) throw new StepwellError('account_changed', { name: after.name })
      await told(after)
      return after
    })

  /** Without one that is in use nobody could make another. */
  function keepAdministrator(before: User, after: User | null): void {
    const rules = (user: User | null): boolean => user?.administrator === true && user.disabledAt === null
    if (!rules(before) || rules(after)) return
    if (!directory.users().some(other => other.id !== before.id && rules(other)))
      throw new StepwellError('last_administrator', { user: before.name })
  }

  function known({ policy, project }: PolicyAttachment): PolicyAttachment {
    if (!isReadyPolicy(policy) && directory.policy(policy) === null)
      throw new StepwellError('policy_not_found', { policy })
    if (project === null) return { policy, project }
    const there = directory.project(project)
    if (there === null) throw new StepwellError('project_not_found', { project })
    return { policy, project: there.id }
  }

  return {
    async add(caller, { password, ...wanted }) {
      requireAdministrator(caller, 'user:create')
      if (!isUserName(wanted.name)) throw invalid('/name', accountProblemWords.userName)
      const passwordHash = password === null ? null : await hashed(password)
      return directory.inTurn(async () => {
        // What it is given may have been removed while the password was hashed.
        const policies = wanted.policies.map(known)
        const at = now()
        const times = { createdAt: at, updatedAt: at, revision: 1 }
        const id = newAccountId(random)
        const user: User = {
          kind: 'user',
          ...wanted,
          ...times,
          id,
          policies,
          passwordHash,
          generation: 1,
          disabledAt: null,
        }
        const isTaken = directory.user(wanted.name) !== null || directory.isFormerUser(wanted.name)
        if (isTaken || !(await directory.add(user)))
          throw new StepwellError('name_taken', { name: wanted.name })
        await trail.note(caller, 'user_created', user.name, {
          administrator: user.administrator,
          policies: policies.map(told),
        })
        return user
      })
    },
    list(caller) {
      requireAdministrator(caller, 'user:list')
      return directory.users()
    },
    find(caller, idOrName) {
      requireAdministrator(caller, 'user:get')
      return found(idOrName)
    },
    async change(caller, idOrName, { disabled, ...change }) {
      requireAdministrator(caller, 'user:update')
      return changed(
        idOrName,
        before => {
          if (disabled === undefined) return change
          const since = before.disabledAt ?? now()
          // What it came in by before is over for good.
          const generation = before.generation + (disabled && before.disabledAt === null ? 1 : 0)
          return { ...change, generation, disabledAt: disabled ? since : null }
        },
        ({ name }) =>
          trail.note(caller, 'user_changed', name, {
            ...change,
            ...(disabled === undefined ? {} : { disabled }),
          }),
      )
    },
    async remove(caller, idOrName) {
      requireAdministrator(caller, 'user:delete')
      return directory.inTurn(async () => {
        const user = found(idOrName)
        keepAdministrator(user, null)
        await directory.keepName(user)
        for (const key of directory.keys().filter(({ holder }) => holder.id === user.id)) {
          const { holder: _, ...record } = key
          await directory.removeKey(record)
          await trail.note(caller, 'key_removed', key.accessKey, { user: user.name })
        }
        await directory.remove(user)
        await trail.note(caller, 'user_removed', user.name)
        return user
      })
    },
    async attach(caller, idOrName, attachment) {
      requireAdministrator(caller, 'user:attachPolicy')
      return changed(
        idOrName,
        ({ policies }) => {
          const wanted = known(attachment)
          return { policies: [...policies.filter(other => !isSame(other, wanted)), wanted] }
        },
        // It is the last.
        ({ name, policies }) => trail.note(caller, 'policy_attached', name, { ...policies.at(-1) }),
      )
    },
    async detach(caller, idOrName, attachment) {
      requireAdministrator(caller, 'user:detachPolicy')
      const project = attachment.project === null ? null : (directory.project(attachment.project)?.id ?? null)
      const unwanted = { ...attachment, project }
      return changed(
        idOrName,
        ({ policies }) => {
          const left = policies.filter(other => !isSame(other, unwanted))
          if (left.length === policies.length)
            throw new StepwellError('policy_not_found', { policy: attachment.policy })
          return { policies: left }
        },
        ({ name }) => trail.note(caller, 'policy_detached', name, { ...unwanted }),
      )
    },
    async setPassword(caller, idOrName, password) {
      requireAdministrator(caller, 'user:setPassword')
      const { id } = found(idOrName)
      const passwordHash = await hashed(password)
      return renewed(caller, id, passwordHash, () => {})
    },
    async changeOwnPassword(caller, current, password) {
      const user = caller.user === undefined ? null : directory.user(caller.user.id)
      if (user === null) throw new StepwellError('sign_in_refused')
      requirePassword(password)
      await signIn.again(caller, user, current)
      const passwordHash = await hashed(password)
      return renewed(caller, user.id, passwordHash, ({ generation }) => {
        // Somebody has set another, or disabled the user, since the one before was found to be right.
        if (generation !== user.generation) throw new StepwellError('sign_in_refused')
      })
    },
  }

  /** Replaces a password, unless it may not be by then. */
  function renewed(
    caller: Caller,
    id: string,
    passwordHash: string,
    require: (before: User) => void,
  ): Promise<User> {
    return changed(
      id,
      before => {
        require(before)
        return { passwordHash, generation: before.generation + 1 }
      },
      ({ name }) => trail.note(caller, 'password_changed', name),
    )
  }

  async function hashed(password: string): Promise<string> {
    requirePassword(password)
    return passwords.hash(password)
  }
}

const told = ({ policy, project }: PolicyAttachment) => ({ policy, project })

const isSame = (one: PolicyAttachment, other: PolicyAttachment): boolean =>
  one.policy === other.policy && one.project === other.project

const invalid = (path: string, message: Words) =>
  new StepwellError('invalid_request', {}, { problems: [{ path, message }] })

function requirePassword(password: string): void {
  if (!isPassword(password))
    throw invalid('/password', fillWords(accountProblemWords.passwordLength, passwordLength))
}
