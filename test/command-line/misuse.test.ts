import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { displayWidth } from '../../src/cli/text/display-width.ts'
import { openTerminal } from './terminal.ts'

const nowhere = { STEPWELL_DATA: '/no/such/folder' }
const type = (...argv: readonly string[]) => openTerminal({ environment: nowhere }).type(...argv)

test('what makes no sense is told in many lines, or in the wrong language', async () => {
  const cases: readonly (readonly [string, string])[] = [
    ['lst', 'There is no command lst; did you mean list?'],
    ['zzzzzz', 'There is no command zzzzzz: see --help.'],
    ['instance zzzzzz', 'There is no command zzzzzz: see --help.'],
    ['list --statu x', 'There is no option --statu; did you mean --status?'],
    ['list --zzzzzzzzz', 'There is no option --zzzzzzzzz: see --help.'],
    ['list --status done', '--status cannot be done: choose from pending'],
    ['list --limit 0', '--limit has to be a whole number from 1 to 10000.'],
    ['list --service redis', '--service cannot be redis: choose from dcs, dms, taurusdb.'],
    ['list --lang fr', '--lang cannot be fr: choose from en-us, zh-cn.'],
    ['list --limit', 'Option --limit needs its value.'],
    ['show', 'The command needs <task>: see --help.'],
    ['show a b', 'There are more words than the command takes: see --help.'],
    ['submit x', 'The command needs option --instance.'],
    [
      'submit x --instance a --at noon',
      '--at takes a moment such as 2026-06-17T22:00:00Z, and "noon" is none.',
    ],
    ['pause t --until noon', '--until takes a moment such as 2026-06-17T22:00:00Z, and "noon" is none.'],
    ['pause t --for 30', '--for takes a duration such as 90s, 30m, 1h30m or 2d, and "30" is none.'],
    ['pause t --for 1m --until 2036-06-17T22:00Z', '--for and --until say the same: leave one out.'],
    ['pause t --then cancel', '--then says what happens when the pause is over'],
    ['pause t --for 1m --then stop', '--then cannot be stop: choose from resume, cancel.'],
    ['release t', 'The command needs option --reason.'],
    ['token create', 'The command needs option --user.'],
    ['reschedule t', 'The command needs option --at.'],
    ['retry', 'The command needs <task>: see --help.'],
    ['export --since noon', '--since takes a moment such as 2026-06-17T22:00:00Z, and "noon" is none.'],
    ['export t --status failed', 'Tasks are named, so there is nothing to filter'],
    ['instance add http://h', 'An address does not begin with http'],
    ['instance add redis://h --service dms', 'The address is one of dcs, and --service says dms'],
    ['instance add redis://h --hook-timeout 3', '--hook-argument and --hook-timeout belong to --hook'],
    ['instance add redis://h --hook x --hook-timeout 0', '--hook-timeout has to be more than 0'],
    ['instance add redis://:p@h --password-stdin', 'The password is in the address and on standard input'],
    ['serve --port x', '--port has to be: a whole number from 0 to 65535.'],
    ['request dcs x', 'The path has to begin with "/": x'],
    ['request dcs /a --body @/no/such/file', 'The file /no/such/file cannot be read'],
  ]
  const environment = { ...nowhere, STEPWELL_TOKEN: 'x' }
  for (const [line, told] of cases) {
    const { exitCode, stdout, stderr } = await openTerminal({ environment }).type(...line.split(' '))
    assert.ok(stderr.startsWith(`stepwell: ${told}`), `${line}: ${stderr}`)
    assert.deepEqual([exitCode, stdout, stderr.split('\n').length], [4, '', 2], line)
    const chinese = await openTerminal({ environment }).type('--lang', 'zh-cn', ...line.split(' '))
    if (!line.includes('--lang')) assert.match(chinese.stderr, /^stepwell: .*\p{Script=Han}/u, line)
  }
})

test('a program gets an error that is no JSON', async () => {
  for (const line of ['show --json', 'list --json', '--json list']) {
    const { stdout, stderr } = await type(...line.split(' '))
    assert.equal(stdout, '')
    assert.equal(typeof JSON.parse(stderr).error.message, 'string', line)
  }
})

test('a setting that cannot be used ends in a stack', async () => {
  const { exitCode, stderr } = await openTerminal({ environment: { STEPWELL_PROXY: 'maybe' } }).type('list')
  assert.equal(stderr, 'stepwell: STEPWELL_PROXY has to be: true or false. Correct it or leave it out.\n')
  assert.equal(exitCode, 4)
})

test('a command without server or credentials does not say what to do', async () => {
  const noCredentials = await type('list')
  assert.match(noCredentials.stderr, /^stepwell: No credentials: .*`stepwell serve`/)
  assert.equal(noCredentials.exitCode, 3)
  const noKey = await type('request', 'dcs', '/v2/x')
  assert.match(noKey.stderr, /^stepwell: No access key to sign with/)
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`
  await new Promise(resolve => closed.close(resolve))
  const noServer = await openTerminal({
    environment: { ...nowhere, STEPWELL_TOKEN: 't', STEPWELL_URL: url },
  }).type('list', '--lang', 'zh-cn')
  assert.equal(
    noServer.stderr,
    `stepwell: ${url} 上没有服务器：请使用 \`stepwell serve\` 启动，或将 STEPWELL_URL 设为其地址。\n`,
  )
})

/** What the command line says of a server that answers like this. */
async function saidOf(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const environment = { ...nowhere, STEPWELL_TOKEN: 't', STEPWELL_URL: url }
    const { stderr } = await openTerminal({ environment }).type('list')
    return stderr.replaceAll(url, 'URL')
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('something else than a Stepwell server is believed', async () => {
  const other = 'stepwell: What answers at URL is no Stepwell server'
  assert.match(await saidOf((_, response) => response.end('<html>')), new RegExp(`^${other} \\(HTTP 200\\)`))
  assert.match(
    await saidOf((_, response) => response.writeHead(302).end()),
    new RegExp(`^${other} \\(HTTP 302\\)`),
  )
  assert.match(await saidOf((_, response) => response.writeHead(404).end('{"a":1}')), new RegExp(`^${other}`))
  const cut = await saidOf((request, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('{')
    request.socket.destroySoon()
  })
  assert.match(cut, /^stepwell: The server at URL cannot be reached \(ECONNRESET\)/)
})

test('what a server refuses is told without its reasons, or moves the cursor', async () => {
  const error = {
    code: 'invalid_input',
    message: 'It is\u001b[2J wrong.',
    remedy: 'Mend it.',
    requestId: 'r1',
    problems: [{ path: '/a', message: 'is missing' }],
  }
  const said = await saidOf((_, response) => response.writeHead(400).end(JSON.stringify({ error })))
  assert.equal(said, 'stepwell: It is [2J wrong. (/a is missing) Mend it. [invalid_input, request r1]\n')
})

test('the help of a command is missing in a language, or wider than it should be', async () => {
  const commands = [
    '',
    'serve',
    'instance',
    'instance add',
    'submit',
    'list',
    'watch',
    'cancel',
    'pause',
    'resume',
    'retry',
    'skip',
    'release',
    'reschedule',
    'delete',
    'events',
    'logs',
    'export',
    'request',
    'backup',
    'restore',
    'doctor',
    'webhook',
    'webhook add',
    'webhook rotate',
  ]
  for (const language of ['en-us', 'zh-cn'])
    for (const command of commands) {
      const words = command === '' ? [] : command.split(' ')
      const { stdout, stderr, exitCode } = await type(...words, '--help', '--lang', language)
      assert.deepEqual([exitCode, stderr], [0, ''], command)
      if (language === 'zh-cn') assert.match(stdout, /^用法： stepwell/)
      else assert.doesNotMatch(stdout, /\p{Script=Han}/u)
      for (const line of stdout.split('\n')) assert.ok(displayWidth(line) <= 112, line)
    }
  assert.equal((await type()).stdout, (await type('--help')).stdout)
  assert.match((await type('--version')).stdout, /^\d+\.\d+\.\d+\n$/)
})

test('a group of commands alone is told as a fault of ours', async () => {
  const { exitCode, stderr } = await type('instance')
  assert.equal(exitCode, 4)
  assert.match(stderr, /^Usage: stepwell instance/)
})
