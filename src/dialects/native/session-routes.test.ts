import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOf } from '../check.ts'
import { sampleContext } from '../sample-context.ts'
import { routeIn } from '../testing/route-in.ts'
import { nativeDialect } from './dialect.ts'

const routeOf = routeIn(nativeDialect)
const signIn = routeOf<'signIn'>('signIn')
const showSession = routeOf<'who'>('showSession')
const signOut = routeOf<'signOut'>('signOut')

const who = {
  accessKey: 'STWLAAAAAAAAAAAAAAAA',
  user: 'lin',
  project: 'a'.repeat(32),
  administrator: true,
}
const caller = { ...who, user: { id: 'u1', name: 'lin' }, language: 'zh-cn' } as const
const context = sampleContext()
const request = { path: {}, query: [], body: undefined }

test('who signs in has to be signed in, or another secret is looked at than was sent', () => {
  const body = { accessKey: who.accessKey, secretKey: 'secret' }
  assert.equal(signIn.open, true)
  assert.deepEqual(signIn.parse({ ...request, body }), body)
  const person = { user: 'lin', password: 'correct horse' }
  assert.deepEqual(signIn.parse({ ...request, body: person }), { ...person, project: null })
  const there = { ...person, project: 'default' }
  assert.deepEqual(signIn.parse({ ...request, body: there }), there)
  for (const mixed of [
    {},
    { user: 'lin' },
    { ...body, ...person },
    { ...body, project: 'x' },
    { ...person, accessKey: 'x' },
  ])
    assert.throws(() => signIn.parse({ ...request, body: mixed }), { code: 'invalid_request' })
})

test('who signed in is not told who that is, and until when, or gets no cookie', () => {
  const answer = signIn.render({ caller, expiresAt: 43_200_000, setCookie: 'a=b' }, context)
  assert.deepEqual(answer, {
    status: 201,
    headers: { 'Set-Cookie': 'a=b' },
    body: { ...who, expiresAt: '1970-01-01T12:00:00.000Z' },
  })
  assert.deepEqual(problemsOf(signIn.answers[201]!.schema, answer.body), [])
})

test('who asks is told as somebody else, or with what is nobody else’s business', () => {
  assert.equal(showSession.parse(request), null)
  const answer = showSession.render(caller, context)
  assert.deepEqual(answer, { status: 200, body: who })
  assert.deepEqual(problemsOf(showSession.answers[200]!.schema, answer.body), [])
})

test('who signs out keeps the cookie', () => {
  assert.equal(signOut.parse(request), null)
  const answer = signOut.render({ caller, setCookie: 'a=; Max-Age=0' }, context)
  assert.deepEqual(answer, { status: 200, headers: { 'Set-Cookie': 'a=; Max-Age=0' }, body: who })
  assert.deepEqual(problemsOf(signOut.answers[200]!.schema, answer.body), [])
})

test('who is no user that is known is told without a name', () => {
  const { user: _, ...unnamed } = caller
  assert.deepEqual(showSession.render(unnamed, context).body, { ...who, user: who.accessKey })
})
