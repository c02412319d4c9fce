import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createKeyRing } from './key-ring.ts'
import {
  isSameOrigin,
  openSession,
  sessionCookie,
  sessionCookieName,
  sessionOf,
  sessionSeconds,
} from './session.ts'
import { headersOf } from './testing/sent-request.ts'

const ring = createKeyRing(randomBytes)
const name = sessionCookieName(ring, false)
const session = {
  id: 's1',
  accessKey: 'STWLAAAAAAAAAAAAAAAA',
  expiresAt: 5000,
  keyGeneration: 1,
  held: { user: 'u1', generation: 1 },
  madeOf: [],
}
const cookieIn = (setCookie: string): string => setCookie.split(';')[0]!

test('who has signed in is not known again, or for longer than the session holds', () => {
  const cookie = cookieIn(sessionCookie(ring, session, false))
  const text = sessionOf(headersOf([['Cookie', `theme=dark; ${cookie}`]]), name)!
  assert.deepEqual(openSession(ring, text, 4999), session)
  assert.equal(openSession(ring, text, 5000), null)
})

test('a session that we did not make lets somebody in', () => {
  const text = cookieIn(sessionCookie(ring, session, false)).split('=')[1]!
  const other = createKeyRing(randomBytes)
  assert.equal(openSession(other, text, 0), null)
  for (const forged of ['', 'x', session.accessKey, JSON.stringify(session), text.slice(0, -4)])
    assert.equal(openSession(ring, forged, 0), null, forged)
})

test('a cookie can be read by a script, is sent with pages of others, or over plain http beside TLS', () => {
  const plain = sessionCookie(ring, session, false).split('; ')
  for (const part of ['Path=/v1', `Max-Age=${sessionSeconds}`, 'HttpOnly', 'SameSite=Strict'])
    assert.ok(plain.includes(part), part)
  assert.ok(!plain.includes('Secure'))
  const [given, ...rest] = sessionCookie(ring, session, true).split('; ')
  assert.ok(given!.startsWith(`__Host-${name}=`), 'no other host can set it')
  assert.deepEqual(rest, ['Path=/', 'Secure', `Max-Age=${sessionSeconds}`, 'HttpOnly', 'SameSite=Strict'])
  const dropped = `__Host-${name}=; Path=/; Secure; Max-Age=0; HttpOnly; SameSite=Strict`
  assert.equal(sessionCookie(ring, null, true), dropped)
})

test('two servers on one host take the session of each other away, or a key added to the ring does', () => {
  assert.notEqual(sessionCookieName(createKeyRing(randomBytes), false), name)
  const added = createKeyRing(randomBytes)
  const rotated = { currentId: added.currentId, keys: new Map([...ring.keys, ...added.keys]) }
  assert.equal(sessionCookieName(rotated, false), name)
  assert.ok(sessionCookieName({ currentId: 'k1', keys: new Map() }, false).endsWith('-k1'))
})

test('another cookie is taken for a session', () => {
  assert.equal(sessionOf(headersOf([]), name), null)
  assert.equal(sessionOf(headersOf([['cookie', `my_${name}=x; ${name}s=y; __Host-${name}=z`]]), name), null)
  assert.equal(sessionOf(headersOf([['Cookie', `a=1;${name}=x=y`]]), name), 'x=y')
})

test('a page of another site is taken for one of ours', () => {
  const host = ['Host', 'tasks.example.com:7100'] as const
  assert.ok(isSameOrigin(headersOf([host, ['Sec-Fetch-Site', 'same-origin']])))
  assert.ok(isSameOrigin(headersOf([host, ['Origin', 'http://tasks.example.com:7100']])))
  for (const site of ['cross-site', 'same-site', 'none'])
    assert.ok(
      !isSameOrigin(headersOf([host, ['Sec-Fetch-Site', site], ['Origin', 'http://tasks.example.com:7100']])),
      site,
    )
  for (const origin of ['http://tasks.example.com', 'http://evil.example', 'null', ''])
    assert.ok(!isSameOrigin(headersOf([host, ['Origin', origin]])), origin)
  assert.ok(!isSameOrigin(headersOf([host])))
  // Without a host, the origin of no page at all must not count as its own.
  for (const origin of ['http://tasks.example.com:7100', 'null'])
    assert.ok(!isSameOrigin(headersOf([['Origin', origin]])), origin)
})
