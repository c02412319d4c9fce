import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { displayWidth } from '../../src/cli/text/display-width.ts'
import { startServer, type TestServer } from './server.ts'
import { openTerminal } from './terminal.ts'

const password = 'correct horse battery'
let server: TestServer
let folder: string
before(async () => {
  server = await startServer()
  folder = mkdtempSync(join(tmpdir(), 'stepwell-policies-'))
})
after(async () => {
  rmSync(folder, { recursive: true })
  await server.close()
})

const run = (argv: readonly string[], stdin = '') =>
  openTerminal({ environment: server.environment, stdin }).type(...argv)

test('a user is made, and nobody can see who may do what', async () => {
  const added = await run(
    ['user', 'add', 'lin', '--policy', 'StepwellReadOnly', '--project', server.project],
    `${password}\n`,
  )
  assert.equal(added.exitCode, 0, added.stderr)
  assert.match(added.stdout, /lin +in use +user +yes +StepwellReadOnly \(in a+\)/)
  assert.ok(!`${added.stdout}${added.stderr}`.includes(password))
  const list = await run(['user', 'list', '--json'])
  const names = JSON.parse(list.stdout).users.map(({ name }: { readonly name: string }) => name)
  assert.deepEqual(names, ['administrator', 'lin'])
  const short = await run(['user', 'password', 'lin'], 'short\n')
  assert.equal(short.exitCode, 3)
  assert.match(short.stderr, /10 to 128 characters/)
  assert.equal((await run(['user', 'password', 'lin'], 'another password\n')).exitCode, 0)
  assert.match((await run(['user', 'disable', 'lin'])).stdout, /disabled/)
  assert.match((await run(['user', 'enable', 'lin'])).stdout, /in use/)
  const demoted = await run(['user', 'demote', 'administrator'])
  assert.deepEqual([demoted.exitCode, /only administrator/.test(demoted.stderr)], [3, true])
  assert.equal((await run(['user', 'remove', 'lin'])).exitCode, 0)
})

test('a policy that cannot be read is not told by its place, or a good one not kept as it was written', async () => {
  const file = join(folder, 'policy.json')
  writeFileSync(file, '{\n  "Version": "5.0",\n  "Statement": [\n')
  const broken = await run(['policy', 'add', 'operators', file])
  assert.equal(broken.exitCode, 3)
  assert.match(broken.stderr, /line 4/)
  const text = '{\n  "Version": "5.0",\n  "Statement": [{ "Effect": "Allow", "Action": ["dcs:*:*"] }]\n}'
  writeFileSync(file, text)
  assert.equal((await run(['policy', 'add', 'operators', file, '--description', 'Redis'])).exitCode, 0)
  assert.equal((await run(['policy', 'show', 'operators'])).stdout, `${text}\n`)
  await run(['user', 'add', 'wu', '--no-password'])
  assert.match((await run(['user', 'attach', 'wu', 'operators'])).stdout, /operators/)
  const used = await run(['policy', 'remove', 'operators'])
  assert.deepEqual([used.exitCode, /wu/.test(used.stderr)], [3, true])
  await run(['user', 'detach', 'wu', 'operators'])
  assert.equal((await run(['policy', 'remove', 'operators'])).exitCode, 0)
  assert.equal((await run(['policy', 'add', 'x', join(folder, 'nothing.json')])).exitCode, 4)
})

test('a misspelt Deny is saved or shown without a word, or the actions that there are cannot be found', async () => {
  const file = join(folder, 'deny.json')
  const Statement = [{ Effect: 'Deny', Action: ['stepwell:task:look', 'dcs:instance:lits'] }]
  writeFileSync(file, JSON.stringify({ Version: '5.0', Statement }))
  const told =
    /limits names what is no action here: stepwell:task:look, dcs:instance:lits\..*stepwell policy actions/
  const added = await run(['policy', 'add', 'limits', file])
  assert.equal(added.exitCode, 0)
  assert.match(added.stderr, told)
  assert.match((await run(['policy', 'change', 'limits', file])).stderr, told)
  assert.match((await run(['policy', 'list'])).stderr, told)
  const shown = await run(['policy', 'show', 'limits'])
  assert.match(shown.stderr, told)
  assert.doesNotThrow(() => JSON.parse(shown.stdout))
  assert.match((await run(['--lang', 'zh-cn', 'policy', 'show', 'limits'])).stderr, /stepwell:task:look、dcs/)
  const mistaken = { Effect: 'Deny', Action: ['dms:*:*'], Resource: ['dms:*:*:instance:7'] }
  writeFileSync(file, JSON.stringify({ Version: '5.0', Statement: [mistaken] }))
  const resources = await run(['policy', 'change', 'limits', file])
  assert.match(resources.stderr, /^limits names resources .*: dms:\*:\*:instance:7\..*dms:\*:\*:kafka:ID/)
  assert.doesNotMatch(resources.stderr, /no action here/)
  assert.match((await run(['policy', 'actions'])).stdout, /gaussdbformysql:task:list +gaussdb:instance:list/)
  assert.equal((await run(['policy', 'show', 'StepwellReadOnly'])).stderr, '')
})

test('what was changed is not in the audit, or is in its way on a terminal', async () => {
  await run(['user', 'add', 'mei', '--no-password'])
  await run(['user', 'attach', 'mei', 'StepwellReadOnly', '--project', server.project])
  await run(['user', 'disable', 'mei'])
  const { stdout } = await run(['audit', '--limit', '3'])
  assert.match(stdout, /^AT .* WHAT +DETAILS\n/)
  assert.match(stdout, / mei +disabled=true\n/)
  assert.match(stdout, new RegExp(` mei +policy=StepwellReadOnly project=${server.project}\n`))
  const live = openTerminal({ environment: server.environment, live: true })
  const narrow = await live.type('audit', '--limit', '3', '--lang', 'zh-cn')
  assert.match(narrow.stdout, / mei +policy=StepwellReadOnly.*…\n/)
  for (const line of narrow.stdout.split('\n')) assert.ok(displayWidth(line) <= 100, line)
})

test('a key or a project cannot be managed, or the audit does not tell of it', async () => {
  assert.equal((await run(['project', 'add', 'stage', '--description', 'trial'])).exitCode, 0)
  assert.match((await run(['project', 'change', 'stage', '--name', 'trial'])).stdout, /trial/)
  assert.equal((await run(['project', 'remove', 'trial'])).exitCode, 0)
  const made = JSON.parse((await run(['key', 'create', '--project', server.project, '--json'])).stdout)
  const [{ name }] = JSON.parse((await run(['project', 'list', '--json'])).stdout).projects
  const byName = JSON.parse((await run(['key', 'create', '--project', name, '--json'])).stdout)
  assert.deepEqual([byName.project, byName.accessKey === made.accessKey], [server.project, false])
  const nowhere = await run(['key', 'create', '--project', 'no-such'])
  assert.deepEqual([nowhere.exitCode, /no-such.*stepwell project list/.test(nowhere.stderr)], [4, true])
  assert.match((await run(['key', 'list'])).stdout, new RegExp(made.accessKey))
  for (const act of ['disable', 'enable']) assert.equal((await run(['key', act, made.accessKey])).exitCode, 0)
  const rotated = await run(['key', 'rotate', made.accessKey])
  assert.match(rotated.stdout, /STEPWELL_TOKEN=stw_/)
  assert.equal((await run(['key', 'remove', made.accessKey])).exitCode, 0)
  const audit = await run(['audit', '--limit', '2'])
  assert.match(
    audit.stdout,
    /Access key deleted \(key_removed\) +administrator +127\.0\.0\.1 +STWL.*\n.*key_rotated/,
  )
  assert.match(audit.stderr, /stepwell audit --before \d+/)
})
