import type { Accounts } from '../accounts/accounts.ts'
import { serverItself, type Doer } from '../accounts/audit-trail.ts'
import { authenticate, isHeldBy, isStillKey, type Authenticated } from '../access/caller.ts'
import { newAccountId } from '../access/keys.ts'
import type { KeyRing, RandomBytes } from '../access/key-ring.ts'
import { headerValues } from '../access/request-headers.ts'
import type { Refusal } from '../access/refusal.ts'
import {
  openSession,
  sessionCookie,
  sessionCookieName,
  sessionOf,
  sessionSeconds,
  type Session,
} from '../access/session.ts'
import type { WireRequest } from '../access/signature.ts'
import { openToken, sealToken, tokenMs, type UserAdmission } from '../access/user-token.ts'
import type { Admission, Ending } from '../core/admission.ts'
import type { Caller } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import type { Store } from '../core/store.ts'
import { isUserOf, type User } from '../core/user.ts'
import type { Words } from '../core/words.ts'
import type { Answer, NewKey, Question } from '../dialects/question.ts'
import { problemWords } from '../words/problems.ts'

/** What a route says about how it may be asked. */
export interface Demands {
  /** Whether a bearer token or a session tells who asks. */
  readonly allowBearer: boolean
  /** Whether a body is read, so that it must be signed. */
  readonly routeReadsBody: boolean
}

/** What lets callers in: keys, sessions and tokens. */
export interface AccessKeys {
  /** In the name of who asks; the server itself, unless told otherwise. */
  create(wanted: Question<'createKey'>, doer?: Doer): Promise<NewKey>
  /** Throws `sign_in_refused`. */
  signIn(caller: Caller, wanted: Question<'signIn'>): Promise<Answer<'signIn'>>
  /** Ends the session of who asks, wherever its cookie is; who comes with a key itself has none. */
  signOut(caller: Caller): Promise<Answer<'signOut'>>
  /** A token for a user who was held to a password, or to another token. */
  grantToken(
    user: User,
    /** `of`: the token that it is made of; null: none. */
    granted: Pick<UserAdmission, 'project' | 'methods'> & { readonly of: UserAdmission | null },
  ): GrantedToken
  /** A token that lets in now; null: none. */
  tokenInUse(text: string): Promise<UserAdmission | null>
  /** Whether who was let in would be still, as what it was: an administrator or not. */
  isLetIn(
    caller: Pick<Caller, 'accessKey' | 'admission' | 'keyGeneration' | 'administrator'>,
  ): Promise<boolean>
  /** Who asks, or why nobody is let in. */
  authenticate(request: WireRequest, demands: Demands): Promise<Authenticated | Refusal>
  /** Who asks, in the project that a path names. Throws `wrong_project` where it has nothing to do. */
  inProject(caller: Caller, project: string): Caller
}

/** A token as it is given. */
export interface GrantedToken {
  readonly text: string
  readonly admission: UserAdmission
}

export interface AccessKeyParts {
  readonly accounts: Pick<Accounts, 'directory' | 'keys' | 'signIn' | 'trail'>
  readonly store: Pick<Store, 'revoke' | 'isRevoked'>
  readonly ring: KeyRing
  readonly random: RandomBytes
  /** Makes the ids of sessions. */
  readonly newId: () => string
  /** Whether who signs in comes over TLS, as through a proxy that is declared. */
  readonly secure: boolean
  readonly now: () => number
}

/** Puts accounts and a key ring behind what lets callers in. */
export function createAccessKeys(parts: AccessKeyParts): AccessKeys {
  const { store, ring, secure, now } = parts
  const { directory, keys, signIn, trail } = parts.accounts
  const cookieName = sessionCookieName(ring, secure)

  /** The session or token that a request comes with, ended or not; null: none, or the request says itself who asks. */
  function claimed({ headers }: WireRequest): Admission | null {
    if (headerValues(headers, 'authorization').length > 0) return null
    const [token] = headerValues(headers, 'x-auth-token')
    if (token !== undefined) return openToken(ring, token)
    const text = sessionOf(headers, cookieName)
    return text === null ? null : openSession(ring, text, now())
  }

  /** Whether an admission was ended, or one that it was made of. */
  async function isRevoked({ id, madeOf }: Admission): Promise<boolean> {
    for (const each of [id, ...madeOf]) if (await store.isRevoked(each)) return true
    return false
  }

  /** The project that a user who names none asks in: one of its own, else the first there is. */
  function usualProject({ policies }: User): string | null {
    const own = policies
      .map(({ project }) => project)
      .find(id => id !== null && directory.project(id) !== null)
    return own ?? directory.projects()[0]?.id ?? null
  }

  function projectOf(user: User, idOrName: string): string {
    const project = directory.project(idOrName)
    if (project === null || !isUserOf(user, project.id))
      throw new StepwellError('project_not_found', { project: idOrName })
    return project.id
  }

  /** The user as whom somebody was let in; null: nobody would be now. */
  async function userStillIn({
    accessKey,
    admission,
    keyGeneration,
  }: Pick<Caller, 'accessKey' | 'admission' | 'keyGeneration'>): Promise<User | null> {
    const isOver = admission !== undefined && (admission.expiresAt <= now() || (await isRevoked(admission)))
    const key = keyGeneration === undefined ? null : directory.key(accessKey)
    if (isOver || (keyGeneration !== undefined && !isStillKey(keyGeneration, key))) return null
    if (admission === undefined) return key?.holder ?? null
    const user = directory.user(admission.held.user)
    return isHeldBy(admission.held, user) ? user : null
  }

  async function begin(
    caller: Caller,
    wanted: Question<'signIn'>,
    admission: Ending,
  ): Promise<readonly [Caller, Session]> {
    const from = { address: caller.address ?? null, to: 'session' } as const
    if ('accessKey' in wanted) {
      const { accessKey, secretKey } = wanted
      const { project, holder, generation } = await signIn.byKey(accessKey, secretKey, from)
      return [
        { ...callerOf(holder), accessKey, project },
        { ...admission, accessKey, keyGeneration: generation, held: heldBy(holder), madeOf: [] },
      ]
    }
    const { user, project } = await signIn.byPassword(wanted.user, wanted.password, from, found => ({
      user: found,
      project: wanted.project === null ? usualProject(found) : projectOf(found, wanted.project),
    }))
    const session = {
      ...admission,
      held: heldBy(user),
      madeOf: [],
      project,
      issuedAt: now(),
      methods: ['password'],
    }
    return [{ ...callerOf(user), accessKey: user.name, project: project ?? '' }, session]
  }

  return {
    create: (wanted, doer = serverItself) => keys.create(doer, wanted),
    async signIn(caller, wanted) {
      const expiresAt = now() + sessionSeconds * 1000
      const [who, session] = await begin(caller, wanted, { id: parts.newId(), expiresAt })
      return { caller: who, expiresAt, setCookie: sessionCookie(ring, session, secure) }
    },
    async signOut(caller) {
      if (caller.admission !== undefined) {
        await store.revoke(caller.admission, now())
        await trail.note(caller, 'signed_out', caller.user?.name ?? null)
      }
      return { caller, setCookie: sessionCookie(ring, null, secure) }
    },
    grantToken(user, { project, methods, of }) {
      const [id, held] = [newAccountId(parts.random), heldBy(user)]
      const issuedAt = now()
      // No longer than the one it was made of: else nobody would ever have to come with a password again.
      const expiresAt = of?.expiresAt ?? issuedAt + tokenMs
      const madeOf = of === null ? [] : [...of.madeOf, of.id]
      const admission = { id, expiresAt, held, madeOf, project, issuedAt, methods }
      return { text: sealToken(ring, admission), admission }
    },
    async tokenInUse(text) {
      const token = openToken(ring, text)
      if (token === null || token.expiresAt <= now() || (await isRevoked(token))) return null
      return isHeldBy(token.held, directory.user(token.held.user)) ? token : null
    },
    async isLetIn(caller) {
      return (await userStillIn(caller))?.administrator === caller.administrator
    },
    async authenticate(request, demands) {
      const admission = claimed(request)
      const isOver = admission !== null && (await isRevoked(admission))
      const verdict = authenticate(request, {
        ...demands,
        findKey: directory.key,
        findKeyByTokenHash: directory.keyByTokenHash,
        findUser: directory.user,
        ring,
        sessionCookie: cookieName,
        isRevoked: () => isOver,
        nowMs: now(),
      })
      const key = verdict.ok ? directory.key(verdict.caller.accessKey) : null
      if (key !== null) keys.used(key)
      return verdict
    },
    inProject(caller, id) {
      const named = directory.project(id)
      // A path has the id: under a name there is no second place for the same things.
      const project = named?.id === id ? named : null
      const language = caller.language ?? project?.language ?? null
      if (id === caller.project) return language === caller.language ? caller : { ...caller, language }
      const user = caller.user === undefined ? null : directory.user(caller.user.id)
      if (named === null || user === null || !isUserOf(user, named.id)) throw wrongProject()
      if (project === null) throw wrongProject(problemWords.projectByName)
      // A token or a session is of the project that it was given for.
      if (caller.admission !== undefined) throw wrongProject(problemWords.admittedElsewhere)
      return { ...caller, project: id, language }
    },
  }
}

/** What is wrong is told to who has something to do there, and to nobody else. */
const wrongProject = (message?: Words): StepwellError =>
  new StepwellError('wrong_project', {}, message === undefined ? {} : { problems: [{ path: '', message }] })

const heldBy = ({ id, generation }: User): Admission['held'] => ({ user: id, generation })

const callerOf = ({ id, name, administrator }: User): Omit<Caller, 'accessKey' | 'project'> => ({
  user: { id, name },
  administrator,
  language: null,
})
