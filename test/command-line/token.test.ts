import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startServer, type TestServer } from './server.ts'
import { openTerminal } from './terminal.ts'

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
  const service = await terminal.type(
    'request',
    'dcs',
    `/v2/${server.project}/instances/none/tasks/none/progress`,
  )
  assert.match(`${service.stderr}${service.stdout}`, /^404 (?:.|\n)*DCS\.3022/, 'it was let in')
  const curl = await terminal.type('request', 'dcs', '/v2/x', '--as-curl')
  assert.match(curl.stdout, /"X-Auth-Token: \$STEPWELL_TOKEN"$/m)
  await server.submit()
  const followed = await terminal.type('events', '--follow', '--after', '0', '--limit', '1')
  assert.deepEqual([followed.exitCode, /orders|Submitted/.test(followed.stdout)], [0, true], followed.stderr)
})
