import type { KeyRing } from './key-ring.ts'
import { headerValues, type RawHeaders } from './raw-headers.ts'
import { open, seal } from './sealing.ts'
import { sessionCookieName } from '../core/caller.ts'

/** How long a sign-in holds: a working day. */
export const sessionSeconds = 12 * 60 * 60

/** What sessions are sealed for, so that no other sealed text can pass for one. */
const recordId = 'session'

/** Who has signed in, and until when that holds. */
export interface Session {
  readonly accessKey: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/**
 * The `Set-Cookie` that makes a browser keep a session (null: drop it). Only the native API is sent it, from pages of this
 * server; no script can read it, and only we can make one. `secure`: over TLS alone.
 */
export function sessionCookie(ring: KeyRing, session: Session | null, secure: boolean): string {
  const value = session === null ? '' : seal(ring, recordId, JSON.stringify(session))
  const seconds = session === null ? 0 : sessionSeconds
  return `${sessionCookieName}=${value}; Path=/v1; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
}

/** The access key that a session is of; null: it is over, or none of ours. Whether the key is still in use is not looked at. */
export function openSession(ring: KeyRing, text: string, nowMs: number): string | null {
  try {
    const { accessKey, expiresAt } = JSON.parse(open(ring, recordId, text)) as Session
    return nowMs < expiresAt ? accessKey : null
  } catch {
    return null
  }
}

/** The session that a request comes with; null: none. */
export function sessionOf(headers: RawHeaders): string | null {
  const pairs = headerValues(headers, 'cookie').flatMap(value => value.split(';'))
  const found = pairs.map(pair => pair.trim()).find(pair => pair.startsWith(`${sessionCookieName}=`))
  return found === undefined ? null : found.slice(sessionCookieName.length + 1)
}

/**
 * Whether a browser's request comes from a page of this very server. A cookie is sent whoever made the page, so what changes
 * something has to say where it comes from: `Sec-Fetch-Site`, which a page cannot set, or else `Origin`.
 */
export function isSameOrigin(headers: RawHeaders): boolean {
  const [site] = headerValues(headers, 'sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const [origin] = headerValues(headers, 'origin')
  const [host] = headerValues(headers, 'host')
  return origin !== undefined && URL.parse(origin)?.host === host?.toLowerCase()
}
