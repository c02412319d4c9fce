import { createAttemptLimit, type Attempt } from '../access/attempt-limit.ts'
import { secretBelongsTo } from '../access/caller.ts'
import type { KeyRing } from '../access/key-ring.ts'
import type { AuditAct } from '../core/audit.ts'
import type { Caller, HeldKey } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import type { User } from '../core/user.ts'
import { serverItself, type AuditTrail } from './audit-trail.ts'
import type { Directory } from './directory.ts'
import type { PasswordWork } from './password-work.ts'

/** What lets in: it is told to the audit. */
type Way = 'password' | 'access_key' | 'token'

/**
 * Holds who wants to sign in to a secret, and slows down who guesses. Every outcome is audited; what is given for the
 * secret is made by `grant`, which may refuse it by a throw.
 */
export interface SignIn {
  /** Throws `sign_in_refused` or `sign_in_limited`, or what `grant` throws. */
  byPassword<Granted>(
    idOrName: string,
    password: string,
    from: From,
    grant: (user: User) => Granted,
  ): Promise<Granted>
  byKey(accessKey: string, secretKey: string, from: From): Promise<HeldKey>
  /** `user`: whom a token lets in; null: nobody. Throws as {@link byPassword} does. */
  byToken<Granted>(user: User | null, from: From, grant: (user: User) => Granted): Promise<Granted>
  /** Holds who is signed in to the own password once more. Throws `sign_in_refused` or `sign_in_limited`. */
  again(caller: Caller, user: User, password: string): Promise<void>
}

interface From {
  readonly address: string | null
  /** What it signs in to: a page gets a session, a program a token. */
  readonly to: 'session' | 'token'
}

export interface SignInParts {
  readonly directory: Directory
  readonly trail: AuditTrail
  readonly ring: KeyRing
  /** Where the passwords of who wants to sign in are checked. */
  readonly strangers: PasswordWork
  /** Where those of who is signed in are: strangers do not keep them waiting. */
  readonly passwords: PasswordWork
  readonly now: () => number
}

const acts: { readonly [to in From['to']]: { readonly done: AuditAct; readonly refused: AuditAct } } = {
  session: { done: 'signed_in', refused: 'sign_in_refused' },
  token: { done: 'token_created', refused: 'token_refused' },
}

/** Puts the directory behind signing in. */
export function createSignIn({ directory, trail, ring, strangers, passwords, now }: SignInParts): SignIn {
  const limit = createAttemptLimit()

  /** Throws `sign_in_limited`; an attempt that begins counts as failed until it is told to have succeeded. */
  function begin(asked: Attempt): void {
    const waitMs = limit.begin(asked, now())
    if (waitMs > 0) throw new StepwellError('sign_in_limited', { seconds: Math.ceil(waitMs / 1000) })
  }

  async function attempt<Found>(
    name: string,
    way: Way,
    from: From,
    check: () => Promise<Found | null>,
  ): Promise<Found> {
    const { address } = from
    begin({ name, address })
    const found = await check()
    if (found === null) {
      // What is no name of ours may be a password in the wrong field.
      const subject = (directory.user(name) ?? directory.key(name)?.holder)?.name ?? null
      await noteRefused(subject, way, from)
      throw new StepwellError('sign_in_refused')
    }
    limit.succeeded({ name, address })
    return found
  }

  const noteRefused = (
    subject: string | null,
    way: Way,
    { address, to }: From,
    why: object = {},
  ): Promise<void> => trail.note({ ...serverItself, address }, acts[to].refused, subject, { way, ...why })

  /** What is given is made before it is told, so that nothing is told that is refused. */
  async function given<Granted>(
    user: User,
    way: Way,
    from: From,
    grant: (user: User) => Granted,
  ): Promise<Granted> {
    const { id, name } = user
    let granted: Granted
    try {
      granted = grant(user)
    } catch (error) {
      await noteRefused(name, way, from, error instanceof StepwellError ? { why: error.code } : {})
      throw error
    }
    const { address, to } = from
    await trail.note({ accessKey: name, user: { id, name }, address }, acts[to].done, name, { way })
    return granted
  }

  return {
    async byPassword(idOrName, password, from, grant) {
      // Before it counts: that the server is busy is nobody's failure.
      strangers.requirePlace()
      const name = directory.user(idOrName)?.name ?? idOrName
      const found = await attempt(name, 'password', from, async () => {
        const asked = directory.user(idOrName)?.passwordHash ?? null
        const isRight = await strangers.isPasswordOf(password, asked)
        // As it is now: it may have been disabled meanwhile.
        const user = directory.user(idOrName)
        return isRight && user !== null && user.disabledAt === null && user.passwordHash === asked
          ? user
          : null
      })
      return given(found, 'password', from, grant)
    },
    async byKey(accessKey, secretKey, from) {
      const found = await attempt(accessKey, 'access_key', from, async () => {
        const key = directory.key(accessKey)
        return secretBelongsTo(secretKey, key, ring) ? key : null
      })
      return given(found.holder, 'access_key', from, () => found)
    },
    async byToken(user, from, grant) {
      if (user !== null) return given(user, 'token', from, grant)
      // Nobody guesses a token, but each that is none would be a line of the audit.
      return attempt<never>('', 'token', from, async () => null)
    },
    async again(caller, { name, passwordHash }, password) {
      const asked = { name, address: caller.address ?? null }
      passwords.requirePlace()
      begin(asked)
      if (!(await passwords.isPasswordOf(password, passwordHash))) {
        await trail.note(caller, 'password_refused', name)
        throw new StepwellError('sign_in_refused')
      }
      limit.succeeded(asked)
    },
  }
}
