import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startServer, type TestServer } from './server.ts'
import { openTerminal, type Terminal } from './terminal.ts'

const password = 'correct horse battery'
let server: TestServer
before(async () => {
  server = await startServer()
  await addUser('lin', [server.project])
  await server.addInstance('orders')
})
after(() => server.close())

async function addUser(name: string, projects: readonly string[]): Promise<void> {
  const policies = projects.map(project => ({ policy: 'StepwellFullAccess', project }))
  const { status, json } = await server.ask({
    method: 'POST',
    path: '/v1/users',
    body: { name, password, policies },
  })
  assert.equal(status, 201, JSON.stringify(json))
}

/** A token as IAM gives it. */
async function tokenBy(identity: object): Promise<string> {
  const body = { auth: { identity, scope: { project: { id: server.project } } } }
  const { status, headers } = await server.send({ method: 'POST', path: '/v3/auth/tokens', body })
  assert.equal(status, 201)
  return String(headers['x-subject-token'])
}

const tokenOfLin = (): Promise<string> => {
  const user = { name: 'lin', password, domain: { name: 'stepwell' } }
  return tokenBy({ methods: ['password'], password: { user } })
}

/** Who has nothing but what is given. */
const nobody = (more: Readonly<Record<string, string>> = {}, stdin = '') => {
  const environment = { STEPWELL_DATA: '/no/such/folder', STEPWELL_URL: server.url, ...more }
  return openTerminal({ environment, stdin })
}

test('who has a token of a user cannot use the command line', async () => {
  const terminal = nobody({ STEPWELL_TOKEN: await tokenOfLin() })
  const list = await terminal.type('list')
  assert.equal(list.exitCode, 0, list.stderr)
  const who = await terminal.type('request', 'native', '/v1/session', '--json')
  assert.equal(JSON.parse(who.stdout).body.user, 'lin')
  const path = '/v2/{project_id}/instances/none/tasks/none/progress'
  const service = await terminal.type('request', 'dcs', path)
  assert.match(`${service.stderr}${service.stdout}`, /^404 (?:.|\n)*DCS\.3022/, 'it was let in')
  const curl = await terminal.type('request', 'dcs', '/v2/x', '--as-curl')
  assert.match(curl.stdout, /"X-Auth-Token: \$STEPWELL_TOKEN"$/m)
  await server.submit()
  const followed = await terminal.type('events', '--follow', '--after', '0', '--limit', '1')
  assert.deepEqual([followed.exitCode, /orders|Submitted/.test(followed.stdout)], [0, true], followed.stderr)
})

test('who has a password alone gets no token, or one that the command line cannot use or end', async () => {
  const made = await nobody({}, `${password}\n`).type('token', 'create', '--user', 'lin')
  assert.equal(made.exitCode, 0, made.stderr)
  const token = made.stdout.trim()
  assert.match(made.stdout, /^sealed1:\S+\n$/)
  assert.match(made.stderr, /^It asks as lin in the project \S+ until .*20\d\d.*: export STEPWELL_TOKEN=/)
  assert.ok(!made.stderr.includes(token))
  const ofIt = await tokenBy({ methods: ['token'], token: { id: token } })
  const [holder, holderOfIt] = [token, ofIt].map(each => nobody({ STEPWELL_TOKEN: each })) as [
    Terminal,
    Terminal,
  ]
  assert.equal((await holder.type('list')).exitCode, 0)
  assert.equal((await holderOfIt.type('list')).exitCode, 0)
  const ended = await holder.type('token', 'revoke')
  assert.deepEqual([ended.exitCode, ended.stdout.split(':')[0]], [0, 'Ended'])
  for (const each of [holder, holderOfIt]) {
    const refused = await each.type('list')
    assert.deepEqual([refused.exitCode, /unauthenticated/.test(refused.stderr)], [3, true], refused.stderr)
  }
})

test('a token is made for another project than was named, or without a word in one of several', async () => {
  const { json: stage } = await server.ask({ method: 'POST', path: '/v1/projects', body: { name: 'stage' } })
  await addUser('wu', [server.project, stage.id])
  const wu = nobody({ STEPWELL_PASSWORD: password })
  const unnamed = await wu.type('token', 'create', '--user', 'wu')
  assert.deepEqual([unnamed.exitCode, unnamed.stdout], [4, ''])
  assert.match(unnamed.stderr, /wu has several projects: .*--project: .*stage/)
  for (const project of ['stage', stage.id]) {
    const made = await wu.type('token', 'create', '--user', 'wu', '--project', project, '--json')
    assert.equal(JSON.parse(made.stdout).project.id, stage.id, made.stderr)
  }
  const elsewhere = await wu.type('token', 'create', '--user', 'wu', '--project', 'nowhere')
  assert.deepEqual([elsewhere.exitCode, /nowhere/.test(elsewhere.stderr)], [3, true])
  await addUser('new', [])
  const none = await wu.type('token', 'create', '--user', 'new')
  assert.deepEqual([none.exitCode, /stepwell user attach/.test(none.stderr)], [3, true], none.stderr)
})

test('a wrong password is told as something else, or a credentials file is in the way of who has none', async () => {
  const create = ['token', 'create', '--user', 'lin']
  const wrong = await nobody({}, 'wrong password\n').type(...create)
  assert.equal(wrong.exitCode, 3)
  assert.match(wrong.stderr, /password.*\[IAM\.0401, request \S+\]/)
  const chinese = await nobody({}, 'wrong password\n').type('--lang', 'zh-cn', ...create)
  assert.match(chinese.stderr, /密码/)
  const folder = mkdtempSync(join(tmpdir(), 'stepwell-token-'))
  try {
    writeFileSync(join(folder, 'credentials.json'), '{', { mode: 0o600 })
    const made = await nobody({ STEPWELL_DATA: folder, STEPWELL_PASSWORD: password }).type(...create)
    assert.equal(made.exitCode, 0, made.stderr)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the token of an access key is ended as if it were a user’s', async () => {
  const ofKey = await openTerminal({ environment: server.environment }).type('token', 'revoke')
  assert.equal(ofKey.exitCode, 4)
  assert.match(ofKey.stderr, /stepwell key rotate.*stepwell key disable/)
  assert.equal((await openTerminal({ environment: server.environment }).type('list')).exitCode, 0)
  assert.match((await nobody().type('token', 'revoke')).stderr, /No credentials.*stepwell token create/)
})
