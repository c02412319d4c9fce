import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCodes, StepwellError } from '../../core/error.ts'
import { domain, project, user } from '../../core/testing/account-samples.ts'
import type { ShownToken } from '../account-exchanges.ts'
import { problemsOf } from '../check.ts'
import type { Answer, QuestionName } from '../question.ts'
import { refusalOf } from '../refusal.ts'
import { iamDialect } from './dialect.ts'
import { sampleContext } from '../sample-context.ts'

const [createToken, listProjects, listDomains] = iamDialect.routes
const ask = (body: unknown) => createToken!.parse({ path: {}, query: [], body })
const identity = (more: object, methods: readonly string[] = ['password']) => ({
  auth: { identity: { methods, ...more } },
})
const password = 'correct horse'
const lin = { name: 'lin', password, domain: { name: 'stepwell' } }

function show<Name extends QuestionName>(route: (typeof iamDialect.routes)[number], answer: Answer<Name>) {
  const context = sampleContext({ now: 0 })
  const { status, headers, body } = route.render(answer, context)
  assert.deepEqual(problemsOf(route.answers[status]!.schema, body), [])
  return { status, headers, body: body as Record<string, unknown> }
}

test('the body of a token is read as another, whatever else a client sends with it', () => {
  const wish = ask({ ...identity({ password: { user: { ...lin, extra: 1 } } }), extra: true })
  assert.deepEqual(wish, {
    by: { method: 'password', user: { name: 'lin' }, domain: { name: 'stepwell' }, password },
    scope: { kind: 'domain', domain: null },
  })
  const unset = { ...identity({ password: { user: { ...lin, id: null } }, token: null }).auth, scope: null }
  assert.deepEqual(ask({ auth: unset }), wish, 'as the Go SDK sends what was not set')
  const scoped = (scope: object) => ({
    auth: { ...identity({ password: { user: { id: 'u1', password } } }).auth, scope },
  })
  assert.deepEqual(ask(scoped({ project: { id: 'p1', name: 'x' } })), {
    by: { method: 'password', user: { id: 'u1' }, domain: null, password },
    scope: { kind: 'project', project: { id: 'p1' }, domain: null },
  })
  const inDomain = { kind: 'project', project: { name: 'p' }, domain: { id: 'd' } }
  assert.deepEqual(ask(scoped({ project: { name: 'p', domain: { id: 'd' } } })), {
    by: { method: 'password', user: { id: 'u1' }, domain: null, password },
    scope: inDomain,
  })
  assert.deepEqual(
    ask({ auth: { ...identity({ token: { id: 't' } }, ['token']).auth, scope: { domain: { name: 'd' } } } }),
    {
      by: { method: 'token', text: 't' },
      scope: { kind: 'domain', domain: { name: 'd' } },
    },
  )
})

test('a body that asks for nothing is let pass, or is not told where it is wrong', () => {
  const wrong: readonly (readonly [unknown, string])[] = [
    [identity({}, ['hw_ak_sk']), '/auth/identity/methods'],
    [identity({ password: { user: lin } }, ['password', 'token']), '/auth/identity/methods'],
    [identity({}), '/auth/identity/password'],
    [identity({}, ['token']), '/auth/identity/token'],
    [identity({ password: { user: { name: 'lin', password } } }), '/auth/identity/password/user/domain'],
    [identity({ password: { user: { password, domain: { id: 'd' } } } }), '/auth/identity/password/user'],
    [identity({ password: { user: { ...lin, domain: {} } } }), '/auth/identity/password/user/domain'],
    [
      { auth: { ...identity({ password: { user: lin } }).auth, scope: { project: {} } } },
      '/auth/scope/project',
    ],
    [
      { auth: { ...identity({ password: { user: lin } }).auth, scope: { domain: {} } } },
      '/auth/scope/domain',
    ],
    [{ auth: {} }, '/auth/identity'],
  ]
  for (const [body, place] of wrong)
    assert.throws(
      () => ask(body),
      (error: unknown) => error instanceof StepwellError && error.problems[0]?.path === place,
      place,
    )
})

test('a token is shown in another form than clients read', () => {
  const token: ShownToken = {
    text: 'sealed',
    issuedAt: 1000,
    expiresAt: 2000,
    methods: ['password'],
    user: user(),
    domain: domain(),
    project: project(),
    policies: ['StepwellReadOnly'],
  }
  const { status, headers, body } = show<'createToken'>(createToken!, token)
  assert.deepEqual([status, headers], [201, { 'X-Subject-Token': 'sealed' }])
  const account = { id: domain().id, name: 'stepwell' }
  assert.deepEqual(body['token'], {
    catalog: [],
    project: { id: project().id, name: 'default', domain: account },
    expires_at: '1970-01-01T00:00:02.000000Z',
    issued_at: '1970-01-01T00:00:01.000000Z',
    methods: ['password'],
    roles: [{ id: 'StepwellReadOnly', name: 'StepwellReadOnly' }],
    user: { id: user().id, name: 'lin', password_expires_at: '', domain: account },
  })
  const whole = show<'createToken'>(createToken!, { ...token, project: null }).body['token'] as object
  assert.deepEqual(Reflect.get(whole, 'domain'), account)
  assert.ok(!Object.hasOwn(whole, 'project'))
})

test('projects are paged otherwise than asked, or a list goes on without end', () => {
  const read = (query: readonly (readonly [string, string])[]) =>
    listProjects!.parse({ path: {}, query, body: undefined })
  assert.deepEqual(read([]), { offset: 0, limit: 5000 })
  const asked = read([
    ['name', 'cn-north-4'],
    ['domain_id', 'd'],
    ['page', '3'],
    ['per_page', '10'],
    ['unknown', 'x'],
  ])
  assert.deepEqual(asked, { name: 'cn-north-4', domain: 'd', offset: 20, limit: 10 })
  const { limit } = read([]) as { limit: number }
  const given = (query: object) => (read(Object.entries(query)) as { limit: number }).limit === limit
  for (const query of [{ enabled: 'true' }, { is_domain: 'False' }, { parent_id: 'd', domain_id: 'd' }])
    assert.ok(given(query), JSON.stringify(query))
  for (const query of [{ enabled: 'False' }, { is_domain: 'true' }, { parent_id: 'd', domain_id: 'e' }])
    assert.ok(!given(query), JSON.stringify(query))
  assert.deepEqual(read([['parent_id', 'd']]), { domain: 'd', offset: 0, limit })
  assert.deepEqual(read([['domain_id', '']]), read([]), 'as Terraform may ask for a region')
  const { body } = show<'projectRecords'>(listProjects!, { projects: [project()], domain: domain() })
  assert.deepEqual(body['links'], { self: '/v3/projects', previous: null, next: null })
  assert.equal(Reflect.get((body['projects'] as object[])[0]!, 'domain_id'), domain().id)
  assert.equal(listDomains!.parse({ path: {}, query: [], body: undefined }), null)
  const domains = show<'domain'>(listDomains!, domain()).body['domains'] as object[]
  assert.deepEqual(
    domains.map(each => Reflect.get(each, 'id')),
    [domain().id],
  )
})

test('a refusal is in no form that an SDK can read', () => {
  for (const code of errorCodes) {
    const { status, body, headers } = iamDialect.renderRefusal(
      refusalOf(new StepwellError(code, { seconds: 7 }), 'en-us', 'r1'),
    )
    assert.deepEqual(problemsOf(iamDialect.refusalSchema, body), [])
    assert.equal(Reflect.get(Reflect.get(body as object, 'error') as object, 'code'), status, code)
    assert.deepEqual(headers, code === 'sign_in_limited' ? { 'Retry-After': '7' } : {})
  }
})
