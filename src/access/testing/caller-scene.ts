import { randomBytes } from 'node:crypto'
import type { HeldKey } from '../../core/caller.ts'
import { heldKey, user } from '../../core/testing/account-samples.ts'
import { authenticate, type AuthenticateOptions } from '../caller.ts'
import { createKeyRing } from '../key-ring.ts'
import { createKey } from '../keys.ts'
import { sessionCookieName } from '../session.ts'
import { signRequest } from '../sign.ts'
import { received, type SentRequest } from './sent-request.ts'

/** Who asks in tests: an administrator with one access key. */
export const ring = createKeyRing(randomBytes)
export const project = '0123456789abcdef0123456789abcdef'
export const nowMs = Date.UTC(2026, 10, 22, 9, 7, 21)
export const holder = user({ administrator: true })
const made = createKey({ project, user: holder.id }, ring, nowMs, randomBytes)
export const { plain } = made
export const record = heldKey({ ...made.record, holder })
export const who = { id: holder.id, name: holder.name }

/** What it takes to know the callers of these requests. */
export const optionsFor = (
  key: HeldKey,
  changed: Partial<AuthenticateOptions> = {},
): AuthenticateOptions => ({
  findKey: accessKey => (accessKey === key.accessKey ? key : null),
  findKeyByTokenHash: tokenHash => (tokenHash === key.tokenHash ? key : null),
  findUser: id => (id === key.holder.id ? key.holder : null),
  ring,
  sessionCookie: sessionCookieName(ring, false),
  isRevoked: () => false,
  nowMs,
  allowBearer: true,
  routeReadsBody: true,
  ...changed,
})

/** Who sends this, or why nobody is let in. */
export const judge = (sent: SentRequest, options: AuthenticateOptions): ReturnType<typeof authenticate> =>
  authenticate(received(sent), options)

/** A request that is signed with the key. */
export const signed = (headers: Record<string, string> = {}): SentRequest => {
  const url = 'http://127.0.0.1:7100/v1/tasks'
  const body = new Uint8Array()
  const { accessKey, secretKey } = plain
  const ready = signRequest({ method: 'POST', url, headers, body, accessKey, secretKey, nowMs })
  return { method: 'POST', rawUrl: '/v1/tasks', headers: Object.entries(ready.headers), body }
}

/** A request with these values of Authorization. */
export const withToken = (...authorizations: string[]): SentRequest => ({
  method: 'POST',
  rawUrl: '/v1/tasks',
  headers: authorizations.map(authorization => ['Authorization', authorization] as const),
  body: new Uint8Array(),
})
