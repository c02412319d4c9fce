import assert from 'node:assert/strict'
import { afterEach, beforeEach, suite, test } from 'node:test'
import type { NewUserBody } from '../dialects/native/account-schema.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Received, type Served } from './testing/serve.ts'

let server: Served
let clock: number
beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1)
  server = await serve(createMemoryStore(), { now: () => clock })
})
afterEach(() => server.close())

const password = 'correct horse battery'
const addUser = async (over: Partial<NewUserBody> = {}) => {
  const policies = [{ policy: 'StepwellFullAccess', project: server.project }]
  const body = { name: 'lin', password, policies, ...over }
  const { status, json } = await server.ask({ method: 'POST', path: '/v1/users', body })
  assert.equal(status, 201, JSON.stringify(json))
  return json
}

const domain = { name: 'stepwell' }
const asks = (scope?: object, user: object = { name: 'lin', password, domain }) => ({
  auth: {
    identity: { methods: ['password'], password: { user } },
    ...(scope === undefined ? {} : { scope }),
  },
})
const asksByToken = (id: string, scope: object) => ({
  auth: { identity: { methods: ['token'], token: { id } }, scope },
})
const getToken = (body: unknown, headers = {}) =>
  server.send({ method: 'POST', path: '/v3/auth/tokens?nocatalog=true', body, headers })
const tokenOf = ({ headers }: Received) => ({ 'x-auth-token': String(headers['x-subject-token']) })
const tasksPath = () => `/v2/${server.project}/instances/i/tasks/t/progress`

suite('a token', () => {
  test('is not given for the password, or opens no dialect', async () => {
    const user = await addUser()
    const given = await getToken(asks({ project: { id: server.project } }))
    assert.equal(given.status, 201)
    const { token } = given.json
    assert.equal(token.expires_at, '2026-01-02T00:00:00.000000Z')
    assert.deepEqual([token.project.id, token.project.domain.name], [server.project, 'stepwell'])
    assert.deepEqual([token.user.id, token.user.name, token.methods], [user.id, 'lin', ['password']])
    const headers = tokenOf(given)
    assert.equal((await server.send({ path: '/v1/tasks', headers })).status, 200)
    const wire = await server.send({ path: tasksPath(), headers })
    assert.deepEqual([wire.status, wire.json.error_code], [404, 'DCS.3022'], 'it was let in')
    const by = await server.send({ path: '/v1/session', headers })
    assert.deepEqual([by.json.user, by.json.project], ['lin', server.project])
  })

  test('is given by the names that clients know, or not by ids', async () => {
    const user = await addUser()
    const { name } = server.accounts.directory.project(server.project)!
    const byName = await getToken(asks({ project: { name } }))
    assert.equal(byName.json.token.project.id, server.project)
    const byId = await getToken(asks({ domain }, { id: user.id, password }))
    assert.deepEqual(
      [byId.status, byId.json.token.domain.name, byId.json.token.project],
      [201, 'stepwell', undefined],
    )
    assert.equal((await getToken(asks())).status, 201)
    const wanted = { project: { id: server.project } }
    const again = await getToken(asksByToken(tokenOf(byId)['x-auth-token'], wanted))
    assert.deepEqual([again.status, again.json.token.methods], [201, ['token']])
    assert.equal(again.json.token.expires_at, byId.json.token.expires_at, 'it lasts no longer')
  })

  test('is given for what is wrong, or the refusal cannot be read', async () => {
    await addUser()
    const wrong = [
      asks(undefined, { name: 'lin', password: 'another password', domain }),
      asks(undefined, { name: 'nobody', password, domain }),
      asks(undefined, { name: 'lin', password, domain: { name: 'elsewhere' } }),
    ]
    for (const body of wrong) {
      const { status, json } = await getToken(body)
      assert.deepEqual([status, json.error.code, json.error.title], [401, 401, 'Unauthorized'])
      assert.equal(json.error_msg, json.error.message)
    }
    for (const elsewhere of [
      asks(undefined, { name: 'lin', password, domain: { name: 'a' } }),
      asks({ domain: { name: 'a' } }),
    ])
      assert.match(
        (await getToken(elsewhere)).json.error_msg,
        /not the account of this server, which is called stepwell/,
      )
    assert.doesNotMatch((await getToken(wrong[0])).json.error_msg, /account/)
    const elsewhere = await getToken(asks({ project: { id: 'b'.repeat(32) } }))
    assert.equal(elsewhere.status, 404)
    const key = { access: { key: 'a' }, secret: { key: 's' } }
    const refused = await getToken({ auth: { identity: { methods: ['hw_ak_sk'], hw_ak_sk: key } } })
    assert.deepEqual([refused.status, refused.json.error.code], [400, 400])
    assert.match(refused.json.error_msg, /\/auth\/identity\/methods/)
    for (const body of [asks(undefined, { password, name: 'lin' }), { auth: {} }, asks({ project: {} })])
      assert.equal((await getToken(body)).status, 400)
  })

  test('outlives its time, its password, or its user', async () => {
    const user = await addUser()
    const status = async (headers: { readonly 'x-auth-token': string }) =>
      (await server.send({ path: '/v1/tasks', headers })).status
    const take = async (secret = password) =>
      tokenOf(
        await getToken(asks({ project: { id: server.project } }, { name: 'lin', password: secret, domain })),
      )
    const first = await take()
    clock += 24 * 60 * 60 * 1000 - 1
    assert.equal(await status(first), 200)
    clock += 1
    assert.equal(await status(first), 401)
    const second = await take()
    const path = `/v1/users/${user.id}`
    await server.ask({ method: 'PUT', path: `${path}/password`, body: { password: 'another password' } })
    assert.equal(await status(second), 401)
    const third = await take('another password')
    assert.equal(await status(third), 200)
    await server.ask({ method: 'PUT', path, body: { disabled: true } })
    assert.equal(await status(third), 401)
    await server.ask({ method: 'PUT', path, body: { disabled: false } })
    assert.equal(await status(third), 401, 'what was ended stays ended')
    const fourth = await take('another password')
    await server.ask({ method: 'DELETE', path })
    assert.equal(await status(fourth), 401)
  })

  test('outlives the one that it was made of, or ends it', async () => {
    await addUser()
    const scope = { project: { id: server.project } }
    const of = async (headers: { readonly 'x-auth-token': string }) =>
      tokenOf(await getToken(asksByToken(headers['x-auth-token'], scope)))
    const first = tokenOf(await getToken(asks(scope)))
    const [second, other] = [await of(first), await of(first)]
    const third = await of(second)
    const path = '/v1/session'
    const statuses = () =>
      Promise.all(
        [first, second, third, other].map(async headers => (await server.send({ path, headers })).status),
      )
    assert.equal((await server.send({ method: 'DELETE', path, headers: second })).status, 200)
    assert.deepEqual(await statuses(), [200, 401, 401, 200])
    assert.equal((await server.send({ method: 'DELETE', path, headers: first })).status, 200)
    assert.deepEqual(await statuses(), [401, 401, 401, 401])
    assert.equal((await of(third))['x-auth-token'], 'undefined', 'nor is another made of it')
  })

  test('is good in another project than the one it is for', async () => {
    const other = await server.keys.create({ project: 'b'.repeat(32), administrator: false })
    const policies = [{ policy: 'StepwellFullAccess', project: null }]
    await addUser({ policies })
    const headers = tokenOf(await getToken(asks({ project: { id: server.project } })))
    const path = `/v2/${other.project}/instances/i/tasks/t/progress`
    const { status, json } = await server.send({ path, headers })
    assert.deepEqual([status, json.error_code], [401, 'DCS.1004'])
    assert.match(json.error_msg, /the token or session is of another project/)
  })

  test('of the account, or the name of a project in a path, is refused as if the user had nothing to do there', async () => {
    await addUser()
    const { name } = server.accounts.directory.project(server.project)!
    const messageFor = async (path: string, scope: object) => {
      const { status, json } = await server.send({ path, headers: tokenOf(await getToken(asks(scope))) })
      assert.deepEqual([status, json.error_code], [401, 'DCS.1004'], path)
      return json.error_msg
    }
    assert.match(
      await messageFor(tasksPath(), { domain }),
      /of the account as a whole: ask for one whose scope/,
    )
    const byName = `/v2/${name}/instances/i/tasks/t/progress`
    assert.match(await messageFor(byName, { project: { name } }), /where its id has to stand/)
    const others = (await server.keys.create({ project: 'c'.repeat(32), administrator: false })).project
    const elsewhere = `/v2/${others}/instances/i/tasks/t/progress`
    assert.doesNotMatch(
      await messageFor(elsewhere, { project: { name } }),
      /\(/,
      'nothing is told of what is not its',
    )
  })
})

test('a client does not find its project or its account', async () => {
  const { name } = server.accounts.directory.project(server.project)!
  const one = await server.askSigned({ path: `/v3/projects?name=${name}` })
  assert.deepEqual(
    one.json.projects.map(({ id }: { readonly id: string }) => id),
    [server.project],
  )
  assert.equal(one.json.links.next, null)
  assert.deepEqual((await server.askSigned({ path: '/v3/projects?name=nothing' })).json.projects, [])
  const { json } = await server.askSigned({ path: '/v3/auth/domains', headers: { host: 'iam.example.com' } })
  assert.deepEqual(
    json.domains.map((each: { readonly name: string }) => each.name),
    ['stepwell'],
  )
  const own = await server.keys.create({ project: 'b'.repeat(32), administrator: false })
  const seen = await server.askSigned({ path: '/v3/projects' }, own)
  assert.deepEqual(
    seen.json.projects.map(({ id }: { readonly id: string }) => id),
    [own.project],
  )
  const unsigned = await server.send({ path: '/v3/projects' })
  assert.deepEqual([unsigned.status, unsigned.json.error_code], [401, 'APIGW.0301'])
})

test('who guesses is not slowed down, or a key of the same user is', async () => {
  const user = await addUser()
  const body = { project: server.project, user: user.name }
  const { json: key } = await server.ask({ method: 'POST', path: '/v1/keys', body })
  const guess = () => getToken(asks(undefined, { name: 'lin', password: 'guess number one', domain }))
  for (let tries = 0; tries < 5; tries++) assert.equal((await guess()).status, 401)
  const limited = await guess()
  assert.deepEqual([limited.status, limited.json.error.code, limited.headers['retry-after']], [429, 429, '1'])
  const signIn = { method: 'POST', path: '/v1/session', body: { user: 'lin', password } } as const
  assert.equal((await server.send(signIn)).status, 429, 'the console counts with it')
  assert.equal((await server.ask({ path: '/v1/tasks' }, key)).status, 200)
  clock += 1000
  assert.equal((await server.send(signIn)).status, 201)
})

test('who signs in with a password is not let in, or a page cannot be left', async () => {
  await addUser()
  const { status, json, headers } = await server.send({
    method: 'POST',
    path: '/v1/session',
    body: { user: 'lin', password },
  })
  assert.deepEqual([status, json.user, json.project, json.administrator], [201, 'lin', server.project, false])
  const cookie = { cookie: String(headers['set-cookie']).split(';')[0]!, 'sec-fetch-site': 'same-origin' }
  assert.equal((await server.send({ path: '/v1/tasks', headers: cookie })).status, 200)
  const change = { current: password, password: 'a new password' }
  const own = { method: 'PUT', path: '/v1/password', headers: cookie } as const
  assert.equal((await server.send({ ...own, body: { ...change, current: 'wrong password' } })).status, 401)
  assert.equal((await server.send({ ...own, body: change })).status, 200)
  assert.equal((await server.send({ path: '/v1/tasks', headers: cookie })).status, 401, 'sign in anew')
})

test('a token that was not given is audited as one that was, or its refusal is not', async () => {
  await addUser()
  const elsewhere = { project: { id: 'b'.repeat(32) } }
  assert.equal((await getToken(asks(elsewhere))).status, 404)
  const token = tokenOf(await getToken(asks()))['x-auth-token']
  const again = (id: string, scope: object) => getToken(asksByToken(id, scope))
  assert.equal((await again(token, elsewhere)).status, 404)
  const told = async () => (await again('none', elsewhere)).json.error.message
  for (let tries = 0; tries < 5; tries++) assert.match(await told(), /The token is not valid/)
  assert.equal((await again('none', elsewhere)).status, 429, 'nor can they fill the audit')
  const { project } = server
  assert.equal((await again(token, { project: { id: project } })).status, 201, 'which slows nobody else down')
  const signIn = { user: 'lin', password, project: elsewhere.project.id }
  assert.equal((await server.send({ method: 'POST', path: '/v1/session', body: signIn })).status, 404)
  const { json } = await server.ask({ path: '/v1/audit?limit=10' })
  type Entry = { readonly act: string; readonly subject: string | null; readonly details: object }
  const noProject = { why: 'project_not_found' }
  assert.deepEqual(
    json.entries.map(({ act, subject, details }: Entry) => [act, subject, details]),
    [
      ['sign_in_refused', 'lin', { way: 'password', ...noProject }],
      ['token_created', 'lin', { way: 'token' }],
      ...Array.from({ length: 5 }, () => ['token_refused', null, { way: 'token' }]),
      ['token_refused', 'lin', { way: 'token', ...noProject }],
      ['token_created', 'lin', { way: 'password' }],
      ['token_refused', 'lin', { way: 'password', ...noProject }],
    ],
  )
})

test('the audit tells a secret, or not who did what', async () => {
  await addUser()
  await getToken(asks(undefined, { name: 'lin', password: 'wrong password', domain }))
  await getToken(asks(undefined, { name: password, password, domain }))
  await getToken(asks())
  const { json } = await server.ask({ path: '/v1/audit?limit=4' })
  assert.deepEqual(
    json.entries.map(({ act, by, subject }: { readonly [name: string]: unknown }) => [act, by, subject]),
    [
      ['token_created', 'lin', 'lin'],
      ['token_refused', null, null],
      ['token_refused', null, 'lin'],
      ['user_created', 'administrator', 'lin'],
    ],
  )
  const { accessKey, address } = json.entries[3]
  assert.deepEqual([accessKey, address], [server.administrator.accessKey, '127.0.0.1'])
  const rest = await server.ask({ path: `/v1/audit?before=${json.next}&act=project_created` })
  assert.deepEqual([rest.json.entries.length, rest.json.next], [1, null])
  const all = JSON.stringify((await server.ask({ path: '/v1/audit?limit=1000' })).json)
  for (const secret of [password, 'scrypt', server.administrator.secretKey, server.administrator.token])
    assert.ok(!all.includes(secret), secret)
})
