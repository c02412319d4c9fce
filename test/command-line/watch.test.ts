import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { emptyCommit } from '../../src/core/testing/samples.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { startServer, success, type TestServer } from './server.ts'
import { closeStage, openStage } from './stage.ts'
import { openTerminal, type Terminal } from './terminal.ts'

let server: TestServer
let id: string
let terminal: Terminal
beforeEach(async () => {
  ;({ server, terminal } = await openStage())
  await server.addInstance('orders')
  id = await server.submit()
})
afterEach(() => closeStage({ server, terminal }))

test('a task is watched to its end, and nobody is told how it ended', async () => {
  const watching = terminal.type('watch', id)
  await terminal.written('Waiting to start, 0 %')
  await server.claim(id)
  await server.record(id, success[0]!)
  await terminal.written('Step Pre-check: Running')
  await server.record(id, ...success.slice(1))
  const { exitCode, stdout, stderr } = await watching
  const lines = stdout
    .trim()
    .split('\n')
    .map(line => line.replace(/^\d\d:\d\d:\d\d {2}/, ''))
  assert.equal(lines[0], `Task ${id}, Data migration on orders: Waiting to start, 0 %`)
  assert.match(lines.at(-1) ?? '', /^Task: Succeeded after \d+s$/)
  assert.ok(lines.some(line => line.startsWith('Step Pre-check: Succeeded')))
  assert.deepEqual([exitCode, stderr], [0, ''])
})

test('the exit status does not tell a failure from a cancel', async () => {
  const failure = {
    code: 'X.1',
    message: { 'en-us': 'm', 'zh-cn': 'm' },
    remedy: { 'en-us': 'r', 'zh-cn': 'r' },
  }
  await server.claim(id)
  await server.record(
    id,
    { type: 'ending', status: 'failed', failure: { ...failure, step: null, parameters: {} }, retryAt: null },
    { type: 'ended' },
  )
  const failed = await terminal.type('watch', id)
  assert.equal(failed.exitCode, 1)
  assert.match(failed.stdout, /X\.1: m\n.*What to do: r\n$/)
  const submitting = terminal.type('submit', 'redis.sample', '--instance', 'orders', '--watch')
  await terminal.written('Waiting to start')
  const other = (await server.store.list({ limit: 1 }))[0]!.id
  await server.ask({ method: 'POST', path: `/v1/tasks/${other}/cancel` })
  const { exitCode, stderr } = await submitting
  assert.deepEqual([exitCode, stderr], [2, `Submitted task ${other}.\n`])
})

test('a program cannot read what it watches', async () => {
  const watching = terminal.type('watch', id, '--json')
  await terminal.written('"pending"')
  await server.claim(id)
  await server.record(id, ...success)
  const { stdout } = await watching
  const views = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.deepEqual(
    [views[0].status, views.at(-1).status, views.at(-1).percent],
    ['pending', 'succeeded', 100],
  )
  assert.equal(new Set(views.map(view => view.revision)).size, views.length)
})

test('ctrl-C stops the task, or does not say how to go on', async () => {
  const watching = terminal.type('watch', id)
  await terminal.written('Waiting to start')
  terminal.interrupt()
  const { exitCode, stderr } = await watching
  assert.equal(exitCode, 130)
  assert.equal(stderr, `Stopped watching; the task goes on. To go on watching: stepwell watch ${id}\n`)
  assert.equal((await server.store.find(id))!.cancelRequestedAt, null)
})

test('a server that restarts ends the watch', async () => {
  const watching = terminal.type('watch', id)
  await terminal.written('Waiting to start')
  const tasks = await server.store.list({ limit: 1 })
  const instance = (await server.store.listInstances({}))[0]!
  const key = (await server.store.findKey(server.administrator.accessKey))!
  const accounts = await server.store.listAccounts()
  await server.http.close()
  await terminal.written('does not answer')

  const store = createMemoryStore()
  await store.addInstance(instance)
  for (const account of accounts) await store.addAccount(account)
  await store.putKey(key)
  assert.deepEqual(await store.commit({ ...emptyCommit, task: tasks[0]! }), { accepted: true })
  const again = await startServer(store, Number(new URL(server.url).port))
  try {
    await terminal.written('The server is back.')
    await again.claim(id)
    await again.record(id, ...success)
    const { exitCode, stderr } = await watching
    assert.equal(exitCode, 0)
    assert.equal(stderr.match(/does not answer/g)?.length, 1, 'said once, not at every try')
  } finally {
    await again.close()
  }
})

test('a terminal is scrolled full, or the last picture is lost', async () => {
  terminal = openTerminal({ environment: server.environment, live: true })
  const watching = terminal.type('watch', id, '--lang', 'zh-cn')
  await terminal.written('等待开始')
  await server.claim(id)
  await server.record(id, success[0]!)
  await terminal.written(/●\S* 前置检查/)
  await server.record(id, ...success.slice(1))
  const { exitCode, stdout } = await watching
  assert.equal(exitCode, 0)
  const shown = stripVTControlCharacters(stdout)
  const last = shown.slice(shown.lastIndexOf('数据迁移  redis.sample'))
  assert.match(last, /100 %[^]*✔ 前置检查[^]*✔ 数据迁移/)
})

test('a lost server is not seen in the live picture', async () => {
  terminal = openTerminal({ environment: server.environment, live: true })
  const watching = terminal.type('watch', id)
  await terminal.written('Waiting to start')
  await server.http.close()
  await terminal.written('does not answer')
  terminal.interrupt()
  assert.equal((await watching).exitCode, 130)
})

test('a task that is not there is watched for ever', async () => {
  const { exitCode, stderr } = await terminal.type('watch', 'none')
  assert.equal(exitCode, 3)
  assert.match(stderr, /^stepwell: .*none.*\[task_not_found, request [0-9a-f-]+\]\n$/)
})
