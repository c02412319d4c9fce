import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { displayWidth } from '../../src/cli/text/display-width.ts'
import { success, type TestServer } from './server.ts'
import { closeStage, openStage } from './stage.ts'
import { openTerminal, type Terminal } from './terminal.ts'

let server: TestServer
let terminal: Terminal
beforeEach(async () => void ({ server, terminal } = await openStage()))
afterEach(() => closeStage({ server, terminal }))

test('an instance is added, listed and removed', async () => {
  const added = await terminal.type('instance', 'add', 'redis://127.0.0.1:1', '--name', 'orders')
  assert.match(
    added.stdout,
    /^Added instance orders \([0-9a-f-]{36}\)\.\nClients use 127\.0\.0\.1:1\.\nIt was not probed/,
  )
  const listed = await terminal.type('instance', 'list')
  assert.match(
    listed.stdout,
    /^NAME {4}SERVICE {2}MODE {2}VERSION {2}ADDRESSES {4}ID\norders {2}dcs .* 127\.0\.0\.1:1 {2}[0-9a-f-]{36}\n$/,
  )
  assert.equal(
    (await terminal.type('instance', 'list', '--service', 'dms', '--json')).stdout,
    '{\n  "instances": []\n}\n',
  )
  const shown = await terminal.type('instance', 'show', 'orders')
  assert.match(
    shown.stdout,
    /^Name +orders\nId +[0-9a-f-]{36}\nService +dcs\nAddresses +127\.0\.0\.1:1\nProject/,
  )
  assert.doesNotMatch(shown.stdout, /Tags|Enterprise|hook/)
  assert.equal((await terminal.type('instance', 'show', 'nothing')).exitCode, 3)
  const removed = await terminal.type('instance', 'remove', 'orders')
  assert.equal(removed.stdout, 'Removed instance orders; its servers were not touched.\n')
  assert.match((await terminal.type('instance', 'list')).stdout, /^No instances are registered/)
})

test('what was typed about an instance does not reach the registry', async () => {
  const words = ['--tag', 'team=shop', '--enterprise-project', '7', '--hook', '/bin/true', '--tag', 'tier=1']
  const hook = ['--hook-argument', '-x', '--hook-argument', 'y z', '--hook-timeout', '5']
  const typed = ['instance', 'add', '--json', ...hook, ...words, 'kafka://a:1,b']
  const { stdout, exitCode } = await terminal.type(...typed)
  const { service, name, tags, endpoints, enterpriseProject, switchHook } = JSON.parse(stdout)
  assert.deepEqual([exitCode, service, name, enterpriseProject], [0, 'dms', 'a:1', '7'])
  assert.deepEqual(endpoints, [
    { host: 'a', port: 1 },
    { host: 'b', port: 9092 },
  ])
  assert.deepEqual(tags, { team: 'shop', tier: '1' })
  assert.deepEqual(switchHook, { program: '/bin/true', arguments: ['-x', 'y z'], timeoutSeconds: 5 })
  const shown = await terminal.type('instance', 'show', 'a:1')
  for (const line of [
    /^Tags +team=shop, tier=1$/m,
    /^Enterprise project +7$/m,
    /^Switch hook +\/bin\/true -x y z \(at most 5s\)$/m,
  ])
    assert.match(shown.stdout, line)
  assert.deepEqual(
    JSON.parse((await terminal.type('instance', 'show', 'a:1', '--json')).stdout),
    JSON.parse(stdout),
  )
})

test('a password is shown, or does not arrive', async () => {
  const ways = [
    { environment: server.environment, argv: ['redis://u:hush@h:1'] },
    { environment: server.environment, argv: ['redis://h:2', '--password-stdin'], stdin: 'hush\n' },
    { environment: { ...server.environment, STEPWELL_INSTANCE_PASSWORD: 'hush' }, argv: ['redis://h:3'] },
  ]
  for (const { argv, ...options } of ways) {
    const { stdout, stderr } = await openTerminal(options).type('instance', 'add', ...argv, '--json')
    assert.doesNotMatch(stdout + stderr, /hush/)
    const kept = await server.store.findInstance((JSON.parse(stdout) as { readonly id: string }).id)
    assert.ok(kept!.sealedAccess.length > 0)
  }
})

test('a submission is not what was typed', async () => {
  await server.addInstance('orders')
  await server.addInstance('2')
  const words = [
    '--input',
    'target=2',
    '--token',
    'mine',
    '--urgent',
    '--at',
    '2036-06-17T22:00:00Z',
    '--reason',
    'why',
  ]
  const submit = async (): Promise<string> => {
    const typed = ['submit', 'redis.sample', '--instance', 'orders', '--json', ...words]
    return (JSON.parse((await terminal.type(...typed)).stdout) as { readonly id: string }).id
  }
  const id = await submit()
  assert.equal(await submit(), id, 'the same token is the same task')
  const task = (await server.store.find(id))!
  assert.deepEqual([task.priority, task.token, task.dueAt], ['urgent', 'mine', Date.UTC(2036, 5, 17, 22)])
  assert.equal(task.locks.length, 2, 'target=2 is the name of an instance, no number')
  const shown = await terminal.type('show', id)
  assert.match(shown.stdout, /begins at Jun 1[78], 2036/)
  assert.match(
    shown.stdout,
    /\nsubmitted {5}\w.*\nsubmitted by {2}administrator \(STWL.*\nwhy {11}why\ndue {11}Jun .*\ntime zone {5}\S.*\npriority {6}urgent\ninput {9}Target: 2\n/,
  )
  const plain = await terminal.type('submit', 'redis.sample', '--instance', 'orders', '--input-json', '{}')
  assert.match(
    plain.stdout,
    /^Submitted task (\S+)\. Data migration: Waiting to start\nWatch it: stepwell watch \1\n$/,
  )
})

test('tasks are listed to the end, newest first', async () => {
  assert.equal((await terminal.type('list')).stdout, 'No such tasks.\n')
  await server.addInstance('orders')
  const ids: string[] = []
  for (let index = 0; index < 3; index++) ids.unshift(await server.submit())
  const listed = await terminal.type('list', '--limit', '2')
  const lines = listed.stdout.split('\n')
  assert.match(lines[0] ?? '', /^TASK +OPERATION +INSTANCE +STATUS +% +LEFT +SUBMITTED$/)
  assert.deepEqual(
    lines.slice(1, 3).map(line => line.split(' ')[0]),
    ids.slice(0, 2),
  )
  assert.equal(lines[3], 'These are the newest 2; there are more (--limit).')
  const all = ['list', '--json', '--status', 'pending,running', '--instance', 'orders', '--service', 'dcs']
  const { tasks, more } = JSON.parse((await terminal.type(...all, '--operation', 'redis.sample')).stdout)
  assert.deepEqual([tasks.map((task: { id: string }) => task.id), more], [ids, false])
  assert.equal((await terminal.type('list', '--status', 'failed')).stdout, 'No such tasks.\n')
})

test('a list does not tell where a task stands in the queue, or is wider than the terminal', async () => {
  await server.addInstance('orders')
  await server.submit()
  await server.submit()
  await server.submit({ dueAt: '2036-06-17T22:00:00Z' })
  const { stdout } = await terminal.type('list')
  const statuses = stdout
    .split('\n')
    .slice(1, 4)
    .map(line => line.split(/ {2,}/)[3])
  assert.match(statuses[0] ?? '', /^Waiting to start \(in [\d,]+d \d+h\)$/)
  assert.deepEqual(statuses.slice(1), ['Waiting to start (2nd)', 'Waiting to start (1st)'])
  const live = openTerminal({ environment: server.environment, live: true })
  const shown = await live.type('list', '--lang', 'zh-cn')
  assert.match(shown.stdout, /等待开始（第 2 位）/)
  for (const line of shown.stdout.split('\n')) assert.ok(displayWidth(line) <= 100, line)
  assert.doesNotMatch(shown.stdout, /提交时间/)
})

test('a history is cut, or tells not who and why', async () => {
  await server.addInstance('orders')
  const id = await server.submit({ reason: 'a try' })
  await server.claim(id)
  await server.record(id, ...success)
  const { stdout } = await terminal.type('events', id)
  assert.match(stdout, /^\w.* {2}Submitted {2}\(administrator, because: a try\)\n/)
  assert.match(stdout, / {2}Step Pre-check began {2}\(worker 1\)\n/)
  const first = await terminal.type('events', id, '--limit', '2', '--json')
  const events = first.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.equal(events.length, 2)
  const [, after = ''] = /--after (\d+)/.exec(first.stderr) ?? []
  const rest = await terminal.type('events', id, '--after', after)
  assert.equal(rest.stdout.trim().split('\n').length + 2, stdout.trim().split('\n').length)
})

test('nobody can see what can be done', async () => {
  const { stdout } = await terminal.type('operations', '--lang', 'zh-cn')
  assert.equal(stdout, '操作          服务  名称\nredis.sample  dcs   数据迁移\n')
  const one = await terminal.type('operations', 'redis.sample')
  assert.match(one.stdout, /^redis\.sample {2}Data migration {2}\(dcs, version 3\)\n/)
  assert.match(
    one.stdout,
    /\nInput:\n {2}target {2}an instance\n\nSteps:\n {2}1 {2}Pre-check\.\n {2}2 {2}Data migration\.\n/,
  )
  assert.match(one.stdout, /\nFailures:\n {2}DCS\.1014 {2}The target \{address\} is out of memory\./)
})

test('a key is created whose values are not on three lines', async () => {
  const { id } = JSON.parse((await terminal.type('project', 'add', 'other', '--json')).stdout)
  const made = await terminal.type('key', 'create', '--project', id, '--administrator')
  const lines =
    /^export STEPWELL_ACCESS_KEY=(\w+)\nexport STEPWELL_SECRET_KEY=(\w+)\nexport STEPWELL_TOKEN=(\S+)\n$/.exec(
      made.stdout,
    )
  assert.match(made.stderr, /shown this once/)
  const other = openTerminal({ environment: { ...server.environment, STEPWELL_TOKEN: lines?.[3] ?? '' } })
  assert.equal((await other.type('list')).stdout, 'No such tasks.\n')
})

test('a request is not signed as a service wants it', async () => {
  await server.addInstance('orders')
  const id = await server.submit()
  const { instance } = (await server.store.find(id))!
  const path = `/v2/{project_id}/instances/${instance}/tasks/${id}/progress`
  const words = ['request', 'dcs', 'GET', path, '--project', server.project]
  const { stdout, stderr, exitCode } = await terminal.type(...words, '--lang', 'zh-cn')
  assert.deepEqual([stderr, exitCode], ['200 OK\n', 0])
  assert.equal(JSON.parse(stdout).step_details[0].step_name, '前置检查')
  const missing = await terminal.type(
    'request',
    'dcs',
    path.replace(id, 'none'),
    '--project',
    server.project,
    '--json',
  )
  const { status, body } = JSON.parse(missing.stdout)
  assert.deepEqual([missing.exitCode, status, body.error_ext_msg], [3, 404, null])
})

test('a request to the native API does not carry its body or token', async () => {
  await server.addInstance('orders')
  const body = JSON.stringify({ operation: 'redis.sample', instance: 'orders' })
  const made = await terminal.type('request', 'native', '/v1/tasks', '--body', body, '--json')
  assert.equal(JSON.parse(made.stdout).status, 201)
  const curl = await terminal.type('request', 'native', 'POST', '/v1/tasks', '--body', body, '--as-curl')
  assert.match(curl.stdout, /--data-binary '\{"operation"/)
  assert.ok(!curl.stdout.includes(server.administrator.token))
})
