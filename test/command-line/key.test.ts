import assert from 'node:assert/strict'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { createCredentialsFile, readCredentialsFile } from '../../src/access/credentials-file.ts'
import { startServer, type TestServer } from './server.ts'
import { openTerminal } from './terminal.ts'

let server: TestServer
let folder: string
let file: string
beforeEach(async () => {
  server = await startServer()
  folder = mkdtempSync(join(tmpdir(), 'stepwell-key-'))
  file = join(folder, 'credentials.json')
  const { accessKey, secretKey, token, project } = server.administrator
  createCredentialsFile(file, { url: server.url, accessKey, secretKey, token, project })
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await server.close()
})

/** Who comes with the credentials file, and with what the environment says besides. */
const run = (environment: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
  openTerminal({ environment: { STEPWELL_DATA: folder, ...environment } }).type(...argv)
const rotate = (...argv: readonly string[]) => ['key', 'rotate', server.administrator.accessKey, ...argv]
const printed = (stdout: string) => /^export STEPWELL_TOKEN=(\S+)$/m.exec(stdout)?.[1]

test('who rotates the key of the credentials file is locked out by the next command', async () => {
  const { stdout, stderr, exitCode } = await run({}, ...rotate())
  assert.equal(exitCode, 0, stderr)
  assert.match(stderr, /credentials\.json has the new secret and token/)
  assert.doesNotMatch(stderr, /environment/)
  const kept = readCredentialsFile(file)!
  assert.deepEqual([kept.token, kept.url, kept.project], [printed(stdout), server.url, server.project])
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal((await run({}, 'list')).exitCode, 0)
  assert.equal((await run({}, 'request', 'dcs', '/v2/{project_id}/instances')).exitCode, 0)
})

test('a program that rotates reads more than the key, or the file behind a link is not what is renewed', async () => {
  const other = join(folder, 'secrets')
  mkdirSync(other)
  renameSync(file, join(other, 'admin.json'))
  symlinkSync(join(other, 'admin.json'), file)
  const { stdout, stderr } = await run({}, ...rotate('--json'))
  const { token, project } = JSON.parse(stdout)
  assert.equal(project, server.project)
  assert.match(stderr, /has the new secret/)
  assert.equal(readCredentialsFile(join(other, 'admin.json'))?.token, token)
})

test('a file that cannot be written hides the new secret, or keeps the dead one without a word', async t => {
  if (process.platform !== 'linux') return t.skip('there is no /proc')
  // Can be read and not be replaced, not even by root: it has no name any more.
  const open = openSync(file, 'r')
  t.after(() => closeSync(open))
  rmSync(file)
  symlinkSync(`/proc/self/fd/${open}`, file)
  const { stdout, stderr, exitCode } = await run({}, ...rotate())
  assert.equal(exitCode, 0)
  assert.match(stderr, /credentials\.json cannot be written and still has the old secret/)
  assert.equal((await run({ STEPWELL_TOKEN: printed(stdout)! }, 'list')).exitCode, 0)
})

test('who is let in by the environment is not told that it has the dead values', async () => {
  const own = { ...server.environment, STEPWELL_DATA: folder }
  const both = await run(own, ...rotate())
  assert.match(both.stderr, /has the new secret.*STEPWELL_TOKEN in this environment are the old ones/)
  const { secretKey, token } = readCredentialsFile(file)!
  rmSync(file)
  const alone = { ...own, STEPWELL_SECRET_KEY: secretKey, STEPWELL_TOKEN: token }
  const { stderr } = await run(alone, ...rotate('--lang', 'zh-cn'))
  assert.match(stderr, /原有的密钥和令牌已失效.*当前环境中的 STEPWELL_SECRET_KEY/)
})

test('a key of somebody else is put into the file', async () => {
  const made = JSON.parse((await run({}, 'key', 'create', '--project', server.project, '--json')).stdout)
  const { stderr } = await run({}, 'key', 'rotate', made.accessKey)
  assert.match(stderr, /let nobody in any more: change them wherever this key is used/)
  assert.equal(readCredentialsFile(file)?.token, server.administrator.token)
})

test('nobody is told the project of a key, or who has the key alone has to know it', async () => {
  const [{ name }] = JSON.parse((await run({}, 'project', 'list', '--json')).stdout).projects
  const told = new RegExp(`in project ${server.project} \\(${name}\\), which is what {project_id} in paths`)
  const made = await run({}, 'key', 'create', '--project', name)
  assert.match(made.stderr, told)
  const [accessKey, secretKey] = Array.from(made.stdout.matchAll(/_KEY=(\w+)/g), match => match[1]!)
  for (const act of ['show', 'rotate'])
    assert.match((await run({}, 'key', act, server.administrator.accessKey)).stderr, told)
  const pair = { STEPWELL_ACCESS_KEY: accessKey!, STEPWELL_SECRET_KEY: secretKey! }
  const asked = ['request', 'dcs', '/v2/{project_id}/instances']
  assert.equal((await run({ ...pair, STEPWELL_URL: server.url }, ...asked)).exitCode, 0)
  const dead = { ...pair, STEPWELL_SECRET_KEY: 'WRONG', STEPWELL_URL: server.url }
  const refused = await run(dead, ...asked)
  assert.deepEqual([refused.exitCode, /signature/.test(refused.stderr)], [3, true])
  const token = await run({ STEPWELL_TOKEN: 'stw_x', STEPWELL_URL: server.url }, ...asked)
  assert.deepEqual([token.exitCode, /stepwell project list/.test(token.stderr)], [4, true])
})
