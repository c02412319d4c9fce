import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, suite, test } from 'node:test'
import { indexHeaders } from '../access/request-headers.ts'
import { createMemoryStore } from '../store/memory.ts'
import type { NewKey } from '../dialects/question.ts'
import { serve, someAdministrator, type Served } from './testing/serve.ts'
import { openStream, type StreamClient } from './testing/stream-client.ts'

let server: Served
let key: NewKey
let clock = Date.UTC(2026, 0, 1)
beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1)
  server = await serve(createMemoryStore(), { now: () => clock })
  key = await server.keys.create({ project: 'c'.repeat(32), administrator: true })
})
afterEach(() => server.close())

const own = { 'sec-fetch-site': 'same-origin' }
const signIn = (secretKey: string, accessKey = key.accessKey) =>
  server.send({ method: 'POST', path: '/v1/session', body: { accessKey, secretKey } })

const signOut = (cookie: { readonly cookie: string }) =>
  server.send({ method: 'DELETE', path: '/v1/session', headers: { ...cookie, ...own } })

/** Signs in; gives what the browser sends from then on. */
async function signedIn(): Promise<{ readonly cookie: string }> {
  const { status, headers } = await signIn(key.secretKey)
  assert.equal(status, 201)
  return { cookie: String(headers['set-cookie']).split(';')[0]! }
}

test('who signs in is not let in, or as somebody else', async () => {
  const { json } = await signIn(key.secretKey)
  const { accessKey, user, project, administrator: isOne } = key
  const told = { accessKey, user, project, administrator: isOne }
  assert.deepEqual(json, { ...told, expiresAt: '2026-01-01T12:00:00.000Z' })
  const cookie = await signedIn()
  const who = await server.send({ path: '/v1/session', headers: cookie })
  assert.deepEqual([who.status, who.json], [200, told])
  const body = { service: 'dcs', name: 'orders', endpoints: [{ host: '127.0.0.1', port: 6379 }] }
  const added = await server.send({
    method: 'POST',
    path: '/v1/instances',
    headers: { ...cookie, ...own },
    body,
  })
  assert.deepEqual([added.status, added.json.project], [201, project])
})

test('a wrong secret signs in, or the refusal tells what of it was wrong', async () => {
  const wrong = await signIn(`${key.secretKey}x`)
  const unknown = await signIn(key.secretKey, 'STWLNOBODYNOBODYNOBO')
  await server.accounts.keys.setDisabled(someAdministrator, key.accessKey, true)
  const disabled = await signIn(key.secretKey)
  for (const { status, json, headers } of [wrong, unknown, disabled]) {
    assert.deepEqual([status, json.error.code], [401, 'sign_in_refused'])
    assert.equal(headers['set-cookie'], undefined)
    assert.equal(json.error.message, wrong.json.error.message)
  }
})

test('a session outlives its time, or its key', async () => {
  const cookie = await signedIn()
  const status = async () => (await server.send({ path: '/v1/tasks', headers: cookie })).status
  assert.equal(await status(), 200)
  clock += 12 * 60 * 60 * 1000
  assert.equal(await status(), 401)
  clock -= 1000
  await server.accounts.keys.setDisabled(someAdministrator, key.accessKey, true)
  assert.equal(await status(), 401)
})

test('a session outlives the rotation of its key, or comes back with a key or user that was disabled', async () => {
  const status = async (headers: { readonly cookie: string }) =>
    (await server.send({ path: '/v1/tasks', headers })).status
  const { keys, users } = server.accounts
  const first = await signedIn()
  const { secretKey } = await keys.rotate(someAdministrator, key.accessKey)
  assert.equal(await status(first), 401)
  key = { ...key, secretKey }
  const second = await signedIn()
  assert.equal(await status(second), 200)
  for (const disabled of [true, false]) await keys.setDisabled(someAdministrator, key.accessKey, disabled)
  assert.equal(await status(second), 401)
  const made = await server.keys.create({ project: key.project, administrator: false })
  key = made
  const third = await signedIn()
  assert.equal(await status(third), 200)
  for (const disabled of [true, false]) await users.change(someAdministrator, made.user, { disabled })
  assert.equal(await status(third), 401)
})

test('a page of another site changes something in the name of who has signed in', async () => {
  const cookie = await signedIn()
  for (const from of [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
    const refused = await server.send({
      method: 'POST',
      path: '/v1/keys',
      headers: { ...cookie, ...from },
      body: { project: key.project },
    })
    assert.equal(refused.status, 401)
    assert.match(refused.json.error.message, /another site/)
  }
})

test('a session opens the API of a service', async () => {
  const cookie = await signedIn()
  const path = `/v2/${key.project}/instances/i/tasks/t/progress`
  assert.equal((await server.send({ path, headers: cookie })).status, 401)
})

test('who signs out stays in the browser', async () => {
  const cookie = await signedIn()
  const { status, headers } = await signOut(cookie)
  assert.equal(status, 200)
  assert.match(String(headers['set-cookie']), /^stepwell-session-k[0-9a-f]{8}=; .*Max-Age=0/)
})

test('a copy of the cookie lets in after the sign-out, or that of another sign-in does not', async () => {
  const [cookie, other] = [await signedIn(), await signedIn()]
  await signOut(cookie)
  assert.equal((await server.send({ path: '/v1/tasks', headers: cookie })).status, 401)
  assert.equal((await server.send({ path: '/v1/tasks', headers: other })).status, 200)
  assert.equal((await signOut(cookie)).status, 401)
})

test('a page of another site signs somebody out', async () => {
  const cookie = await signedIn()
  const path = '/v1/session'
  assert.equal((await server.send({ method: 'DELETE', path, headers: cookie })).status, 401)
  assert.equal((await server.send({ path, headers: cookie })).status, 200)
})

test('who comes with a token cannot sign out, or ends more than a cookie', async () => {
  const headers = { authorization: `Bearer ${key.token}` }
  const { status } = await server.send({ method: 'DELETE', path: '/v1/session', headers })
  assert.equal(status, 200)
  assert.equal((await server.send({ path: '/v1/session', headers })).status, 200)
})

suite('a stream of events', () => {
  const begun = (client: StreamClient): boolean => client.blocks().length > 0

  /** Opens a stream over a socket, as who has signed in. */
  async function follow(cookie: { readonly cookie: string }): Promise<StreamClient> {
    await server.http.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.http.server.address() as AddressInfo
    const client = await openStream(`http://127.0.0.1:${port}/v1/events`, null, cookie)
    await client.until(begun)
    return client
  }

  test('goes on for who has signed out', async () => {
    const cookie = await signedIn()
    const client = await follow(cookie)
    await signOut(await signedIn())
    server.clock.pass(15_000)
    await client.until(({ blocks }) => blocks().at(-1) === ':')
    await signOut(cookie)
    await client.ended
  })

  test('goes on when the session is over', async () => {
    const client = await follow(await signedIn())
    const sessionMs = 12 * 60 * 60 * 1000
    server.clock.pass(sessionMs - 1)
    await client.until(({ blocks }) => blocks().at(-1) === ':')
    server.clock.pass(1)
    await client.ended
  })

  test('goes on although its session was ended while it was opened', async () => {
    const cookie = await signedIn()
    const client = await follow(cookie)
    const who = await server.keys.authenticate(
      {
        method: 'GET',
        rawUrl: '/v1/session',
        headers: indexHeaders(Object.entries(cookie).flat()),
        body: new Uint8Array(),
      },
      { allowBearer: true, routeReadsBody: false },
    )
    assert.ok(who.ok)
    // Nobody has told the streams.
    await server.keys.signOut(who.caller)
    server.clock.pass(15_000)
    await client.ended
  })
})
