import type { KeyRing } from './key-ring.ts'
import { headerValues, type RequestHeaders } from './request-headers.ts'
import { open, seal } from './sealing.ts'
import type { Admission } from '../core/admission.ts'
import type { UserAdmission } from './user-token.ts'

/** How long a sign-in holds: a working day. */
export const sessionSeconds = 12 * 60 * 60

/** What sessions are sealed for, so that no other sealed text can pass for one. */
const recordId = 'session of a generation'

/** Who has signed in with an access key; its id says which sign-in it is. */
export interface KeySession extends Admission {
  readonly accessKey: string
  /** Of the key as it was then. */
  readonly keyGeneration: number
}

/** Who has signed in, with an access key or with a password. */
export type Session = KeySession | UserAdmission

/**
 * The name of the cookie: cookies know no port, and two servers on one host must not take each other's sessions away. It goes
 * by the oldest key of the ring, so that one more key signs nobody out. `secure`: over TLS alone, where the browser holds
 * that no other host has set it.
 */
export function sessionCookieName(ring: KeyRing, secure: boolean): string {
  const [oldest = ring.currentId] = ring.keys.keys()
  return `${secure ? '__Host-' : ''}stepwell-session-${oldest}`
}

/**
 * The `Set-Cookie` that makes a browser keep a session (null: drop it). It is sent with requests from pages of this server
 * alone; no script can read it, and only we can make one.
 */
export function sessionCookie(ring: KeyRing, session: Session | null, secure: boolean): string {
  const value = session === null ? '' : seal(ring, recordId, JSON.stringify(session))
  const seconds = session === null ? 0 : sessionSeconds
  // The prefix demands the whole server as its place.
  const place = secure ? 'Path=/; Secure' : 'Path=/v1'
  return `${sessionCookieName(ring, secure)}=${value}; ${place}; Max-Age=${seconds}; HttpOnly; SameSite=Strict`
}

/** A session that is not over by itself; null: it is, or none of ours. Whether it was ended, or its key is in use, is not looked at. */
export function openSession(ring: KeyRing, text: string, nowMs: number): Session | null {
  try {
    const session = JSON.parse(open(ring, recordId, text)) as Session
    return nowMs < session.expiresAt ? session : null
  } catch {
    return null
  }
}

/** The session that a request comes with, in the cookie of that name; null: none. */
export function sessionOf(headers: RequestHeaders, cookieName: string): string | null {
  const pairs = headerValues(headers, 'cookie').flatMap(value => value.split(';'))
  const found = pairs.map(pair => pair.trim()).find(pair => pair.startsWith(`${cookieName}=`))
  return found === undefined ? null : found.slice(cookieName.length + 1)
}

/**
 * Whether a browser's request comes from a page of this very server. A cookie is sent whoever made the page, so what changes
 * something has to say where it comes from: `Sec-Fetch-Site`, which a page cannot set, or else `Origin`.
 */
export function isSameOrigin(headers: RequestHeaders): boolean {
  const [site] = headerValues(headers, 'sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const [origin] = headerValues(headers, 'origin')
  const [host] = headerValues(headers, 'host')
  const ownHost = host?.toLowerCase() ?? ''
  // A page of no origin at all says `null`, which names no host.
  return ownHost !== '' && URL.parse(origin ?? '')?.host === ownHost
}
