import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { startServer, success, type TestServer } from './server.ts'
import { closeStage, openStage } from './stage.ts'
import { openTerminal, type Terminal } from './terminal.ts'

let server: TestServer
let terminal: Terminal
beforeEach(async () => {
  ;({ server, terminal } = await openStage())
  await server.addInstance('orders')
})
afterEach(() => closeStage({ server, terminal }))

const cancel = (id: string) => server.ask({ method: 'POST', path: `/v1/tasks/${id}/cancel` })

test('what happened to all tasks does not tell to which, or ends with its first page', async () => {
  const ids = [await server.submit(), await server.submit()]
  const { stdout } = await terminal.type('events')
  const lines = stdout.trimEnd().split('\n')
  assert.equal(lines.length, 2)
  for (const [index, id] of ids.entries())
    assert.match(lines[index]!, new RegExp(` {2}${id} {2}Submitted {2}\\(administrator\\)$`))
  for (let nth = 0; nth < 300; nth++) await server.submit()
  assert.equal((await terminal.type('events')).stdout.trimEnd().split('\n').length, 302)
  const some = await terminal.type('events', '--after', '1', '--limit', '2', '--json')
  const told = some.stdout.trimEnd().split('\n')
  assert.deepEqual(
    told.map(line => (JSON.parse(line) as { readonly id: number }).id),
    [2, 3],
  )
  assert.match(some.stderr, /--after 3\n$/)
})

test('who follows is told what was before, or nothing of what comes', async () => {
  const before = await server.submit()
  const following = terminal.type('events', '--follow', '--limit', '1')
  // It is not known when it listens: from then on it hears of the next.
  const over = following.then(() => null)
  while ((await Promise.race([over, server.submit()])) !== null);
  const { exitCode, stdout, stderr } = await following
  assert.deepEqual([exitCode, stderr], [0, ''])
  assert.match(stdout, /Submitted/)
  assert.doesNotMatch(stdout, new RegExp(before))
})

test('a task that is followed does not tell its past, how far it is, or how to go on', async () => {
  const id = await server.submit()
  await server.submit()
  const following = terminal.type('events', id, '-f', '--lang', 'zh-cn')
  await terminal.written('已提交')
  await server.claim(id)
  const reports = [{ step: 'migrate', subStep: null, progress: { done: 40, total: 100 } }]
  const predictedEndAt = Date.now() + 90_000
  const progressed = { type: 'progressed', reports, predictedEndAt, predictedSteps: [] } as const
  await server.record(id, ...success.slice(0, 3), progressed)
  await terminal.written('进度')
  terminal.interrupt()
  const { exitCode, stdout, stderr } = await following
  assert.equal(exitCode, 130)
  const lines = stdout.trimEnd().split('\n')
  assert.deepEqual(
    lines.map(line => line.split(/ {2,}/)[1]),
    [
      '已提交',
      '工作进程接手任务',
      '步骤 前置检查 开始',
      '步骤 前置检查 成功',
      '步骤 数据迁移 开始',
      '进度：46 %，约剩 1分钟30秒',
    ],
  )
  assert.match(lines.at(-1)!, /（工作进程 1）$/)
  assert.doesNotMatch(stdout, new RegExp(id), 'there is only one')
  assert.equal(stderr, `已停止。从此处继续：stepwell events ${id} --follow --after 7\n`)
})

test('who follows all tasks is told of a step by its name', async () => {
  const id = await server.submit()
  const following = terminal.type('events', '--follow', '--after', '0')
  await terminal.written('Submitted')
  await server.claim(id)
  await server.record(id, success[0]!)
  await terminal.written(`${id}  Step Pre-check began  (worker 1)`)
  terminal.interrupt()
  assert.equal((await following).exitCode, 130)
})

for (const isAlone of [true, false])
  test(`what is planned or put in place while ${isAlone ? 'it is' : 'all are'} followed is told by names`, async () => {
    const id = await server.submit()
    const following = terminal.type('events', ...(isAlone ? [id] : ['--after', '0']), '-f')
    await terminal.written('Submitted')
    await server.claim(id)
    const title = { 'en-us': 'Node.', 'zh-cn': '节点' }
    await server.record(
      id,
      ...success.slice(0, 3),
      { type: 'subStepsAdded', step: 'migrate', subSteps: [{ name: 'n1', title, weight: 1 }] },
      { type: 'subStepStarted', step: 'migrate', subStep: 'n1' },
      { type: 'effectIntended', name: 'hold', key: '', title, lives: 'attempt', input: null },
      { type: 'effectApplied', name: 'hold', key: '', result: null },
    )
    await terminal.written(
      /Step Data migration: Node began .*\n.*About to be in place: Node .*\n.* In place: Node /,
    )
    terminal.interrupt()
    assert.equal((await following).exitCode, 130)
  })

test('a server that goes away and comes back ends it, or leaves something out', async () => {
  const first = await server.submit()
  const following = terminal.type('events', '--follow', '--after', '0', '--json')
  await terminal.written(first)
  const { store } = server
  await server.http.close()
  await terminal.written('is lost')
  server = await startServer(store, Number(new URL(server.url).port))
  const second = await server.submit()
  await terminal.written('The server is back.')
  await terminal.written(second)
  await cancel(second)
  await terminal.written('cancelRequested')
  terminal.interrupt()
  const { stdout, stderr } = await following
  const told = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.deepEqual(
    told.map(({ id, type, task, summary }) => [id, type, task, summary.status]),
    [
      [1, 'submitted', first, 'pending'],
      [2, 'submitted', second, 'pending'],
      [3, 'cancelRequested', second, 'cancelled'],
    ],
  )
  assert.equal(stderr.match(/is lost/g)?.length, 1, 'said once, not at every try')
})

test('a task that is not there, or a server, is followed for ever', async () => {
  const missing = await terminal.type('events', 'none', '--follow')
  assert.equal(missing.exitCode, 3)
  assert.match(missing.stderr, /\[task_not_found, request [0-9a-f-]+\]\n$/)
  const nowhere = openTerminal({ environment: { ...server.environment, STEPWELL_URL: 'http://127.0.0.1:1' } })
  const { exitCode, stderr } = await nowhere.type('events', '--follow')
  assert.equal(exitCode, 3)
  assert.match(stderr, /^stepwell: No server at/)
})
