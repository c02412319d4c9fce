import { createAttemptLimit } from '../access/attempt-limit.ts'
import { secretBelongsTo } from '../access/caller.ts'
import type { KeyRing } from '../access/key-ring.ts'
import { isPasswordOf } from '../access/password.ts'
import type { AuditAct } from '../core/audit.ts'
import type { HeldKey } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import type { User } from '../core/user.ts'
import { serverItself, type AuditTrail } from './audit-trail.ts'
import type { Directory } from './directory.ts'

/** What lets in: it is told to the audit. */
type Way = 'password' | 'access_key' | 'token'

/** Holds who wants to sign in to a secret, and slows down who guesses. Every outcome is audited. */
export interface SignIn {
  /** Throws `sign_in_refused` or `sign_in_limited`. */
  byPassword(idOrName: string, password: string, from: From): Promise<User>
  byKey(accessKey: string, secretKey: string, from: From): Promise<HeldKey>
  /** Tells that a user was let in by what it already had. */
  again(user: User, from: From): Promise<void>
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
  readonly now: () => number
}

const acts: { readonly [to in From['to']]: { readonly done: AuditAct; readonly refused: AuditAct } } = {
  session: { done: 'signed_in', refused: 'sign_in_refused' },
  token: { done: 'token_created', refused: 'token_refused' },
}

/** Each check of a password takes a thread of the pool, a quarter of a second and 32 MiB. */
const mostAtOnce = 2
const mostWaiting = 16

/** Puts the directory behind signing in. */
export function createSignIn({ directory, trail, ring, now }: SignInParts): SignIn {
  const limit = createAttemptLimit()
  const inTurns = createTurns()

  async function attempt<Found>(
    name: string,
    way: Way,
    { address, to }: From,
    check: () => Promise<{ readonly user: User; readonly found: Found } | null>,
  ): Promise<Found> {
    const waitMs = limit.begin({ name, address }, now())
    if (waitMs > 0) throw new StepwellError('sign_in_limited', { seconds: Math.ceil(waitMs / 1000) })
    const checked = await check()
    if (checked === null) {
      // What is no name of ours may be a password in the wrong field.
      const subject = (directory.user(name) ?? directory.key(name)?.holder)?.name ?? null
      await trail.note({ ...serverItself, address }, acts[to].refused, subject, { way })
      throw new StepwellError('sign_in_refused')
    }
    limit.succeeded({ name, address })
    await noteDone(checked.user, way, { address, to })
    return checked.found
  }

  const noteDone = ({ id, name }: User, way: Way, { address, to }: From): Promise<void> =>
    trail.note({ accessKey: name, user: { id, name }, address }, acts[to].done, name, { way })

  return {
    byPassword: (idOrName, password, from) =>
      attempt(directory.user(idOrName)?.name ?? idOrName, 'password', from, async () => {
        const asked = directory.user(idOrName)?.passwordHash ?? null
        const isRight = await inTurns(() => isPasswordOf(password, asked))
        // As it is now: it may have been disabled meanwhile.
        const user = directory.user(idOrName)
        const lets = isRight && user !== null && user.disabledAt === null && user.passwordHash === asked
        return lets ? { user, found: user } : null
      }),
    byKey: (accessKey, secretKey, from) =>
      attempt(accessKey, 'access_key', from, async () => {
        const key = directory.key(accessKey)
        return secretBelongsTo(secretKey, key, ring) ? { user: key.holder, found: key } : null
      }),
    again: (user, from) => noteDone(user, 'token', from),
  }
}

/** Lets a few act at once; the others wait, and too many are refused. */
function createTurns(): <Result>(act: () => Promise<Result>) => Promise<Result> {
  let running = 0
  const waiting: (() => void)[] = []
  return async act => {
    if (waiting.length >= mostWaiting) throw new StepwellError('sign_in_limited', { seconds: 1 })
    if (running >= mostAtOnce) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await act()
    } finally {
      // Who comes next takes over the place.
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
