import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { HistoryEvent } from '../../src/core/event.ts'
import { words } from '../../src/dialects/sample-operation.ts'
import { success, type TestServer } from './server.ts'
import { closeStage, openStage } from './stage.ts'
import type { Terminal } from './terminal.ts'

let server: TestServer
let terminal: Terminal
beforeEach(async () => {
  ;({ server, terminal } = await openStage())
  await server.addInstance('orders')
})
afterEach(() => closeStage({ server, terminal }))

/** A task whose second step runs. */
async function running(): Promise<string> {
  const id = await server.submit()
  await server.claim(id)
  await server.record(id, ...success.slice(0, 3))
  return id
}

const failure = {
  code: 'DCS.1014',
  message: words('It is out of memory.', '内存不足。'),
  remedy: words('Give it more.', '请扩容。'),
  step: 'migrate',
  parameters: {},
}
const failing = { type: 'ending', status: 'failed', failure, retryAt: null } as const
const ended = { type: 'ended' } as const
const stopped = { type: 'ending', status: 'cancelled', failure: null, retryAt: null } as const
const effect = (name: string, lives: 'attempt' | 'task') =>
  ({
    type: 'effectIntended',
    name,
    key: '',
    title: words(`The ${name}`, '影响'),
    lives,
    input: null,
  }) as const

/** Says what came through last, who asked for it and why. */
async function lastAsked(id: string): Promise<readonly [string, string | null]> {
  const events = await server.store.history(id, 0, 100)
  const asked = events.findLast((event: HistoryEvent) => event.by === server.administrator.accessKey)!
  return [asked.event.type, asked.reason]
}

test('a cancel is not told of, or not waited for', async () => {
  const pending = await server.submit()
  assert.equal((await terminal.type('cancel', pending)).stdout, `Task ${pending} is cancelled.\n`)
  const id = await running()
  assert.equal(
    (await terminal.type('cancel', id, '--reason', 'enough')).stdout,
    `Asked task ${id} to stop. It stops at the next cancel point of step Data migration, within 3 s. Watch it: stepwell watch ${id}\n`,
  )
  assert.deepEqual(await lastAsked(id), ['cancelRequested', 'enough'])
  const waited = terminal.type('cancel', id, '--wait')
  await terminal.written('Cancelling')
  await server.record(id, stopped, ended)
  const { exitCode, stdout } = await waited
  assert.match(stdout, /Task: Cancelled/)
  assert.equal(exitCode, 0)
})

test('a cancel that came too late is told as done', async () => {
  const id = await running()
  const waited = terminal.type('cancel', id, '--wait', '--json')
  await terminal.written('"Cancelling"')
  await server.record(id, ...success.slice(3))
  assert.equal((await waited).exitCode, 1)
})

test('what is kept for a retry cannot be given up, or nobody is told when it is gone', async () => {
  const id = await running()
  await server.record(id, effect('staging', 'task'), failing, ended)
  assert.match(
    (await terminal.type('show', id)).stdout,
    /\nKept for a retry until .* undone:\s+The staging\.\n/,
  )
  const waited = terminal.type('cancel', id, '--wait')
  await terminal.written('being undone: The staging')
  await server.claim(id)
  await server.record(id, { type: 'effectUndone', name: 'staging', key: '' }, ended)
  const { exitCode, stderr } = await waited
  assert.equal(exitCode, 0)
  assert.equal(stderr, `Task ${id} stays failed; what it kept for a retry is undone now.\n`)
})

test('a pause is not told of with its limit, not waited for, or does not end', async () => {
  const id = await running()
  const until = '2036-06-17T22:00:00.000Z'
  const asked = await terminal.type('pause', id, '--until', until, '--then', 'cancel', '--reason', 'lunch')
  assert.match(
    asked.stdout,
    /^Asked task \S+ to pause\. It stops at the next .* It is cancelled at Jun 1\d, 2036, .* Watch it: /,
  )
  assert.deepEqual(await lastAsked(id), ['pauseRequested', 'lunch'])
  assert.deepEqual((await server.store.find(id))!.pauseLimit, {
    until: Date.parse(until),
    afterwards: 'cancel',
  })

  const waited = terminal.type('pause', id, '--for', '2h', '--wait')
  await terminal.written('Pausing')
  await server.record(id, effect('throttle', 'attempt'), { type: 'paused' })
  const { exitCode, stdout } = await waited
  assert.equal(exitCode, 0)
  assert.match(
    stdout,
    /Task: Paused\n.*It goes on by itself at .*\n.*stays locked\. In place: The throttle\.\n$/,
  )

  const again = await terminal.type('pause', id)
  assert.match(again.stdout, /is paused\. It stays paused until .*: stepwell resume \S+\n$/)
  const resumed = await terminal.type('resume', id, '--lang', 'zh-cn')
  assert.match(resumed.stdout, /^任务 \S+ 从步骤 数据迁移 继续。查看进度：/)
  assert.equal((await server.store.find(id))!.status, 'running')
})

test('a pause that somebody takes back is waited for until the end', async () => {
  const id = await running()
  const waited = terminal.type('pause', id, '--wait')
  await terminal.written('Pausing')
  await server.ask({ method: 'POST', path: `/v1/tasks/${id}/resume` })
  assert.equal((await waited).exitCode, 1)
})

test('a retry does not say where it begins, or how it ended', async () => {
  const id = await running()
  await server.record(id, failing, ended)
  const watching = terminal.type('retry', id, '--watch', '--reason', 'more memory')
  await terminal.written('Waiting for a worker')
  await server.claim(id)
  await server.record(id, ...success.slice(2))
  const { exitCode, stdout, stderr } = await watching
  assert.equal(exitCode, 0)
  assert.equal(stderr, `Attempt 2 of task ${id} begins with step Data migration.\n`)
  assert.match(stdout, /Task: Succeeded/)
  const shown = await terminal.type('show', id)
  assert.match(
    shown.stdout,
    /Earlier attempts:\n {2}1 {2}Failed .*\n {5}DCS\.1014 in step Data migration: It is out/,
  )
})

test('a skip does not say that nothing is left to do', async () => {
  const id = await running()
  await server.record(id, failing, ended)
  const skipped = await terminal.type('skip', id, '--reason', 'by hand')
  assert.match(
    skipped.stdout,
    /^Attempt 2 of task \S+ has no step left: it ends as soon as a worker takes it\. Watch/,
  )
  assert.deepEqual(await lastAsked(id), ['skipRequested', 'by hand'])
})

test('an instance is not said to be free, or is without a reason', async () => {
  const id = await running()
  const undo = { type: 'effectUndoFailed', name: 'throttle', key: '', failure } as const
  await server.record(id, effect('throttle', 'attempt'), failing, undo, ended)
  assert.match(
    (await terminal.type('show', id)).stdout,
    /\nCould not be undone: The throttle\. [^]*release --reason TEXT {2}/,
  )
  const released = await terminal.type('release', id, '--reason', 'undone by hand')
  assert.match(released.stdout, /^Instance orders is free; .* as it is\.\n$/)
  assert.deepEqual(await lastAsked(id), ['released', 'undone by hand'])
})

test('a task does not begin at another time, or is not told when', async () => {
  const id = await server.submit()
  const later = await terminal.type('reschedule', id, '--at', '2036-06-17T22:00Z', '--reason', 'tonight')
  assert.match(
    later.stdout,
    /^Task \S+ begins at Jun 1\d, 2036, .* \(in .*\), or when its turn comes after that\./,
  )
  assert.deepEqual(await lastAsked(id), ['rescheduled', 'tonight'])
  const past = await terminal.type('reschedule', id, '--at', '2026-01-01T00:00Z')
  assert.deepEqual([past.exitCode, past.stdout], [3, ''])
  const now = await terminal.type('reschedule', id, '--at', new Date().toISOString())
  assert.match(now.stdout, /begins as soon as its turn comes\. Watch it/)
})

test('a task that is deleted is still there, or its reason is lost', async () => {
  const id = await server.submit()
  await terminal.type('cancel', id)
  const { stdout } = await terminal.type('delete', id, '--reason', 'a mistake', '--json')
  assert.equal((JSON.parse(stdout) as { readonly status: string }).status, 'cancelled')
  assert.deepEqual(await lastAsked(id), ['deleted', 'a mistake'])
  assert.equal((await terminal.type('list')).stdout, 'No such tasks.\n')
})

test('what cannot be done is refused in other words than the server has', async () => {
  const id = await running()
  const wrong: readonly (readonly [readonly string[], string, string])[] = [
    [['resume', id], 'task_not_resumable', `Task ${id} is not paused.`],
    [['retry', id], 'task_not_retryable', `Task ${id} cannot be tried again: it is running.`],
    [['skip', id], 'task_not_skippable', `Task ${id} has no failed step`],
    [['release', id, '--reason', 'x'], 'task_not_releasable', `Task ${id} holds nothing`],
    [
      ['reschedule', id, '--at', '2036-06-17T22:00Z'],
      'task_not_reschedulable',
      `Task ${id} no longer waits to start: it is running`,
    ],
    [['delete', id], 'task_not_deletable', `Task ${id} cannot be deleted`],
    [['pause', 'none'], 'task_not_found', 'There is no task none.'],
  ]
  for (const [argv, code, message] of wrong) {
    const { exitCode, stderr } = await terminal.type(...argv)
    assert.equal(exitCode, 3, stderr)
    assert.ok(stderr.startsWith(`stepwell: ${message}`) && stderr.includes(`[${code}, request `), stderr)
    const { error } = JSON.parse((await terminal.type(...argv, '--json')).stderr)
    assert.equal(error.code, code)
  }
})
