import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { User } from '../core/user.ts'
import type { AuthenticateOptions } from './caller.ts'
import { createKeyRing } from './key-ring.ts'
import { sessionCookie } from './session.ts'
import {
  holder,
  judge,
  nowMs,
  optionsFor,
  plain,
  project,
  record,
  ring,
  signed,
  who,
  withToken,
} from './testing/caller-scene.ts'
import type { SentRequest } from './testing/sent-request.ts'
import { openToken, sealToken, type UserAdmission } from './user-token.ts'

const held = { user: holder.id, generation: 1 }

/** A request of who has signed in with the key, from a page of our own unless told otherwise. */
const withSession = (changed: Partial<SentRequest> = {}, expiresAt = nowMs + 1): SentRequest => {
  const { accessKey } = plain
  const session = { id: 's1', accessKey, expiresAt, keyGeneration: 1, held, madeOf: [] }
  const [cookie] = sessionCookie(ring, session, false).split(';')
  const headers = [
    ['Cookie', cookie!],
    ['Sec-Fetch-Site', 'same-origin'],
  ] as const
  return { method: 'POST', rawUrl: '/v1/tasks', headers, body: new Uint8Array(), ...changed }
}

test('who has signed in is not let in, or by the API of a service too', () => {
  assert.deepEqual(judge(withSession(), optionsFor(record)), {
    ok: true,
    caller: {
      accessKey: plain.accessKey,
      user: who,
      project,
      administrator: true,
      language: null,
      admission: { id: 's1', expiresAt: nowMs + 1, held, madeOf: [] },
      keyGeneration: 1,
    },
    signed: null,
  })
  assert.deepEqual(judge(withSession(), optionsFor(record, { allowBearer: false })), {
    ok: false,
    reason: 'missing_authorization',
    accessKey: null,
  })
})

test('a session lets in once it is over or was ended, or its key is rotated, disabled, enabled again or gone', () => {
  assert.deepEqual(judge(withSession({}, nowMs), optionsFor(record)), {
    ok: false,
    reason: 'wrong_session',
    accessKey: null,
  })
  const { accessKey } = plain
  for (const options of [
    optionsFor({ ...record, disabledAt: nowMs }),
    optionsFor({ ...record, generation: 2 }),
    optionsFor({ ...record, holder: { ...holder, generation: 2 } }),
    optionsFor(record, { findKey: () => null }),
    optionsFor(record, { isRevoked: ({ id }) => id === 's1' }),
  ])
    assert.deepEqual(judge(withSession(), options), { ok: false, reason: 'wrong_session', accessKey })
})

test('a page of another site changes something in the name of who has signed in', () => {
  const [cookie] = withSession().headers
  const fromElsewhere = [cookie!, ['Sec-Fetch-Site', 'cross-site'] as const]
  for (const headers of [[cookie!], fromElsewhere]) {
    assert.deepEqual(judge(withSession({ headers }), optionsFor(record)), {
      ok: false,
      reason: 'cross_site',
      accessKey: plain.accessKey,
    })
    assert.ok(judge(withSession({ method: 'GET', headers }), optionsFor(record)).ok, 'a look')
  }
})

test('a wrong token is let in by the session it comes with', () => {
  const headers = [...withSession().headers, ['Authorization', 'Bearer stw_wrong'] as const]
  assert.deepEqual(judge(withSession({ headers }), optionsFor(record)), {
    ok: false,
    reason: 'wrong_token',
    accessKey: null,
  })
})

const token: UserAdmission = {
  id: 't1',
  expiresAt: nowMs + 1,
  held,
  madeOf: [],
  project,
  issuedAt: nowMs,
  methods: ['password'],
}

/** A request with tokens of users. */
const withUserToken = (...tokens: readonly string[]): SentRequest => ({
  ...withToken(),
  headers: tokens.map(text => ['X-Auth-Token', text] as const),
})

const refusedAs = (request: SentRequest, options: AuthenticateOptions) => {
  const result = judge(request, options)
  return result.ok ? null : result.reason
}

test('a token of a user is somebody else, or is not let in by the API of a service', () => {
  const text = sealToken(ring, token)
  for (const allowBearer of [true, false])
    assert.deepEqual(judge(withUserToken(text), optionsFor(record, { allowBearer })), {
      ok: true,
      caller: {
        accessKey: holder.name,
        user: who,
        project,
        administrator: true,
        language: null,
        admission: { id: 't1', expiresAt: nowMs + 1, held, madeOf: [] },
      },
      signed: null,
    })
  const whole = judge(withUserToken(sealToken(ring, { ...token, project: null })), optionsFor(record))
  assert.ok(whole.ok)
  assert.equal(whole.caller.project, '')
})

test('a token of a user lets in that is over, ended, none, or of who is not in use or has another password', () => {
  const text = sealToken(ring, token)
  assert.equal(refusedAs(withUserToken(text), optionsFor(record, { nowMs: nowMs + 1 })), 'expired_token')
  const [session] = withSession().headers
  for (const wrong of ['', 'x', session![1].split('=')[1]!])
    assert.equal(refusedAs(withUserToken(wrong), optionsFor(record)), 'wrong_token')
  assert.equal(refusedAs(withUserToken(text, text), optionsFor(record)), 'wrong_token')
  const users: readonly (User | null)[] = [
    null,
    { ...holder, disabledAt: 1 },
    { ...holder, generation: 2 },
    { ...holder, id: 'another' },
  ]
  for (const found of users)
    assert.equal(refusedAs(withUserToken(text), optionsFor(record, { findUser: () => found })), 'wrong_token')
  assert.equal(refusedAs(withUserToken(text), optionsFor(record, { isRevoked: () => true })), 'wrong_token')
  assert.deepEqual([openToken(ring, text), openToken(createKeyRing(randomBytes), text)], [token, null])
})

test('a signature that is wrong is let in by a token beside it', () => {
  const request = signed({})
  const headers = request.headers.map(([name, value]) =>
    name === 'Authorization' ? ([name, `${value.slice(0, -2)}00`] as const) : ([name, value] as const),
  )
  const both = { ...request, headers: [...headers, ['X-Auth-Token', sealToken(ring, token)] as const] }
  assert.equal(refusedAs(both, optionsFor(record)), 'wrong_signature')
})

test('who has signed in with a password is not let in, or still is with another password', () => {
  const [cookie] = sessionCookie(ring, token, false).split(';')
  const headers = [['Cookie', cookie!] as const]
  const result = judge(withSession({ method: 'GET', headers }), optionsFor(record))
  assert.ok(result.ok)
  assert.deepEqual([result.caller.accessKey, result.caller.project], [holder.name, project])
  const changed = { findUser: () => ({ ...holder, generation: 2 }) }
  assert.deepEqual(judge(withSession({ method: 'GET', headers }), optionsFor(record, changed)), {
    ok: false,
    reason: 'wrong_session',
    accessKey: null,
  })
  assert.equal(refusedAs(withSession({ headers }), optionsFor(record)), 'cross_site')
})

test('the language of a user is not spoken to a client that cannot ask for one', () => {
  const chinese = { ...record, holder: { ...holder, language: 'zh-cn' as const } }
  const said = (request: SentRequest) => {
    const result = judge(request, optionsFor(chinese))
    return result.ok ? result.caller.language : null
  }
  assert.equal(said(signed()), 'zh-cn')
  assert.equal(said(signed({ 'X-Language': 'en-us' })), 'en-us')
  assert.equal(said(withUserToken(sealToken(ring, token))), 'zh-cn')
})
