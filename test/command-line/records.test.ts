import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createTask } from '../../src/core/submission.ts'
import { commitOf } from '../../src/core/store.ts'
import { brokenTraceLaws, linesIn } from '../../src/dialects/native/testing/trace-laws.ts'
import { sampleInstance, sampleOperation } from '../../src/dialects/sample-operation.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { startServer, success, type TestServer } from './server.ts'
import { closeStage, openStage } from './stage.ts'
import { openTerminal, type Terminal } from './terminal.ts'

let server: TestServer
let terminal: Terminal
let id: string
beforeEach(async () => {
  ;({ server, terminal } = await openStage())
  await server.addInstance('orders')
  id = await server.submit()
})
afterEach(() => closeStage({ server, terminal }))

/** Writes to the task's log as its worker does. */
const wrote = (
  text: string,
  step: string | null = 'check',
  over: { attempt?: number; skipped?: number } = {},
) => server.store.appendLog(id, [{ step, attempt: 1, at: Date.UTC(2026, 5, 17), text, skipped: 0, ...over }])

/** What a line tells behind its time. */
const told = (stdout: string): readonly string[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map(line => line.replace(/^.*\d\d:\d\d:\d\d {2}/, ''))

test('a log is cut, or tells not which step wrote it', async () => {
  assert.equal((await terminal.type('logs', id)).stderr, 'Nothing has been written yet.\n')
  for (let index = 0; index < 999; index++) await wrote(`check ${index}`)
  for (let index = 0; index < 3; index++) await wrote(`copied ${index}`, 'migrate')
  await wrote('undone', null)
  const { stdout, stderr, exitCode } = await terminal.type('logs', id)
  const lines = told(stdout)
  assert.deepEqual([lines.length, stderr, exitCode], [1003, '', 0])
  assert.deepEqual([lines[0], lines.at(-2)], ['check    check 0', 'migrate  copied 2'])
  assert.equal(lines.at(-1), '(after the steps)  undone')
  assert.match(stdout, /^\w.*2026.* \d\d:\d\d:\d\d {2}check/)
  const one = await terminal.type('logs', id, '--step', 'migrate')
  assert.equal(told(one.stdout).length, 3)
  const json = await terminal.type('logs', id, '--step', 'migrate', '--json')
  const [first] = json.stdout.split('\n').map(line => line && JSON.parse(line))
  assert.deepEqual([first.step, first.number, first.text], ['migrate', 1, 'copied 0'])
})

test('lines that have gone are not missed, or an attempt looks like the one before', async () => {
  await wrote('late', 'check', { skipped: 41 })
  await wrote('later', 'check')
  await wrote('of a retry', 'check', { attempt: 2 })
  assert.deepEqual(told((await terminal.type('logs', id)).stdout), [
    '… 41 lines of check are missing: no longer kept, or never stored.',
    'check    late',
    'check    later',
    'Attempt 2:',
    'check    of a retry',
  ])
  assert.match((await terminal.type('logs', id, '--lang', 'zh-cn')).stdout, /^… check 缺少 41 行/)
})

test('what a step wrote moves the cursor', async () => {
  await wrote('a\u001b[2Jb\u202ec\u0007')
  assert.deepEqual(told((await terminal.type('logs', id)).stdout), ['check    a [2Jb c '.trimEnd()])
})

test('a step that the task does not have has written nothing', async () => {
  const { stderr, exitCode } = await terminal.type('logs', id, '--step', 'copy')
  assert.equal(stderr, 'stepwell: The task has no step copy: choose from check, migrate.\n')
  assert.equal(exitCode, 4)
})

test('a log is followed to the end of what was there, not to the end of the task', async () => {
  await server.claim(id)
  await wrote('first')
  const following = terminal.type('logs', id, '--follow')
  await terminal.written('first')
  await wrote('second')
  await terminal.written('second')
  await wrote('last')
  await server.record(id, ...success)
  const { stdout, stderr, exitCode } = await following
  assert.deepEqual(told(stdout), ['check    first', 'check    second', 'check    last'])
  assert.deepEqual([stderr, exitCode], ['', 0])
})

test('ctrl-C while a log is followed is told as a success', async () => {
  await server.claim(id)
  await wrote('first')
  const following = terminal.type('logs', id, '-f')
  await terminal.written('first')
  terminal.interrupt()
  const { stderr, exitCode } = await following
  assert.deepEqual([stderr, exitCode], ['Stopped reading; the task goes on.\n', 130])
})

test('a server that is away for a moment ends a followed log, or repeats lines of it', async () => {
  const store = createMemoryStore()
  const first = await startServer({ ...store, close: async () => {} })
  await first.addInstance('orders')
  const task = await first.submit()
  await first.claim(task)
  const line = { step: 'check', attempt: 1, at: 1000, skipped: 0 }
  await store.appendLog(task, [{ ...line, text: 'before' }])
  const reading = openTerminal({ environment: first.environment })
  const following = reading.type('logs', task, '--follow')
  await reading.written('before')
  await first.close()
  await reading.written('does not answer')
  await first.record(task, ...success)
  await store.appendLog(task, [{ ...line, text: 'after' }])
  const again = await startServer(store, Number(new URL(first.url).port))
  try {
    const { stdout, stderr } = await following
    assert.match(stderr, /is back/)
    assert.deepEqual(told(stdout), ['check    before', 'check    after'])
  } finally {
    await again.close()
  }
})

/** Puts a task that was submitted at a time into the store. */
async function submittedAt(task: string, at: number): Promise<void> {
  const { store, project } = server
  const submission = {
    operation: 'redis.sample',
    instance: 'i',
    input: {},
    token: null,
    dueAt: null,
  } as const
  const instance = { ...sampleInstance, project }
  const who = { priority: 'normal', submittedBy: 'AK' } as const
  const made = createTask(task, sampleOperation, instance, { ...submission, ...who }, at)
  const commit = commitOf(made, made, [], { by: null, reason: null, at })
  const event = { task, revision: 1, at, by: 'AK', reason: null, event: { type: 'submitted' } } as const
  assert.deepEqual(await store.commit({ ...commit, expectedRevision: 0, events: [event] }), {
    accepted: true,
  })
}

const runsIn = (stdout: string) => [...new Set(linesIn(stdout).map(({ run }) => run))]

test('an export leaves tasks out, or its lines cannot be replayed', async () => {
  await server.claim(id)
  await server.record(id, ...success)
  for (let index = 0; index < 120; index++) await submittedAt(`t${index}`, 1000 * index)
  const { stdout, stderr, exitCode } = await terminal.type('export')
  assert.deepEqual([stderr, exitCode], ['', 0])
  assert.equal(runsIn(stdout).length, 121)
  const lines = linesIn(stdout).filter(({ run }) => run === id)
  assert.deepEqual(brokenTraceLaws(lines), [])
  assert.equal(lines.at(-1)?.event, 'ended')
})

test('a filter of an export does not filter', async () => {
  await submittedAt('old', Date.UTC(2020, 0, 1))
  await submittedAt('older', Date.UTC(2019, 0, 1))
  const runs = async (...words: readonly string[]) => runsIn((await terminal.type('export', ...words)).stdout)
  assert.deepEqual(await runs('--since', '2020-01-01T00:00:00Z'), [id, 'old'])
  assert.deepEqual(await runs('--until', '2020-01-01T00:00:00Z'), ['older'])
  assert.deepEqual(await runs('older', id), ['older', id])
  assert.deepEqual(await runs('--status', 'pending', '--operation', 'redis.sample'), [id, 'old', 'older'])
  const none = await terminal.type('export', '--status', 'failed')
  assert.deepEqual([none.stdout, none.stderr, none.exitCode], ['', 'No such tasks.\n', 0])
})

test('a task that is removed between list and export ends the export; one that never was is left out', async () => {
  const store = createMemoryStore()
  const swept = await startServer({
    ...store,
    async list(filter) {
      const found = await store.list(filter)
      for (const task of found) await store.removeTask(task)
      return found
    },
  })
  try {
    await swept.addInstance('orders')
    const ids: string[] = []
    for (let index = 0; index < 3; index++) ids.push(await swept.submit())
    const { status } = await swept.ask({ method: 'POST', path: `/v1/tasks/${ids[1]}/cancel` })
    assert.equal(status, 200)
    const exporting = openTerminal({ environment: swept.environment })
    assert.deepEqual(runsIn((await exporting.type('export')).stdout), [ids[2], ids[0]])
    const { stderr, exitCode } = await exporting.type('export', ids[1]!)
    assert.match(stderr, /^stepwell: There is no task /)
    assert.equal(exitCode, 3)
  } finally {
    await swept.close()
  }
})
