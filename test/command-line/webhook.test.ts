import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { changeWebhook } from '../../src/core/webhook-store.ts'
import { afterFailed, type DeliveryProblem, type Told } from '../../src/core/webhook.ts'
import type { TestServer } from './server.ts'
import { closeStage, openStage } from './stage.ts'
import type { Terminal } from './terminal.ts'

let server: TestServer
let terminal: Terminal
beforeEach(async () => void ({ server, terminal } = await openStage()))
afterEach(() => closeStage({ server, terminal }))

const url = 'https://hooks.example.com/stepwell'
const add = async (...more: readonly string[]) =>
  JSON.parse((await terminal.type('webhook', 'add', url, '--json', ...more)).stdout)

const told: Told = { event: 7, task: 'task-1', kind: 'failed', at: Date.UTC(2026, 5, 17, 22) }
/** Lets a webhook fail to be told, as the server does. */
const fail = (id: string, event: number, code: DeliveryProblem['code'] = 'unanswered') =>
  changeWebhook(server.store, id, webhook =>
    afterFailed(webhook, { ...told, event }, { code, detail: 'E\u001b[2JX' }, { now: Date.now(), random: 0 }),
  )

test('a webhook is added without its secret, or without what to do with it', async () => {
  const added = await terminal.type('webhook', 'add', url, '--kinds', 'failed,stalled')
  assert.match(added.stdout, /^Added webhook \S+ to https:\/\/hooks\.example\.com\/stepwell\.\n/)
  assert.match(added.stdout, /\nIt is told: failed, stalled\.\nIts secret: whsec_\S{44}\n$/)
  assert.match(added.stderr, /shown this once.*stepwell webhook test \S+\n$/)
  const chinese = await terminal.type('webhook', 'add', url, '--lang', 'zh-cn', '--messages-in', 'zh-cn')
  assert.match(
    chinese.stdout,
    /^已添加 Webhook .*\n通知内容：成功、失败、已取消、停滞、已暂停。\n其密钥：whsec_/,
  )
  const { kinds, language, secret } = await add()
  assert.deepEqual([kinds.length, language], [5, null])
  const everything = [
    await terminal.type('webhook', 'list'),
    await terminal.type('webhook', 'list', '--json'),
  ]
  assert.ok(!JSON.stringify(everything).includes(secret))
})

test('what waits and what was given up is not shown, or moves the cursor', async () => {
  const { id } = await add()
  assert.match((await terminal.type('webhook', 'list')).stdout, /^ID .*\n\S+ +Working .* 0 +https/)
  await fail(id, 7, 'gone')
  await changeWebhook(server.store, id, webhook => ({ ...webhook, disabledAt: null }))
  await fail(id, 8)
  const shown = await terminal.type('webhook', 'show', id)
  assert.match(shown.stdout, /\nstate +Dead\n/)
  assert.match(shown.stdout, /\ndead since +\S.*\nlast message taken +never\n/)
  assert.match(
    shown.stdout,
    /\n\nWaiting: task task-1 failed; tried 1 times, next try at .*\. Last: .*\(E \[2JX\)\.\n/,
  )
  assert.match(
    shown.stdout,
    /\n\nGiven up \(send them again with `stepwell webhook retry \S+`\):\n {2}\S.* {2}task task-1 failed: /,
  )
  assert.ok(!shown.stdout.includes('\u001b'))
  const chinese = (await terminal.type('webhook', 'show', id, '--lang', 'zh-cn')).stdout
  assert.match(chinese, /\n状态 +不可达\n/)
  assert.match(chinese, /\n等待中：任务 task-1 失败，已尝试 1 次/)
  assert.match((await terminal.type('webhook', 'list')).stdout, /\n\S+ +Dead +.* 1 +https/)
})

test('what a person does to a webhook is not told', async () => {
  const none = await terminal.type('webhook', 'list')
  assert.match(none.stdout, /^There are no webhooks: add one/)
  const { id, secret } = await add()
  const rotated = await terminal.type('webhook', 'rotate', id)
  assert.match(rotated.stdout, /^Its secret: whsec_\S{44}\n$/)
  assert.ok(!rotated.stdout.includes(secret))
  assert.match(rotated.stderr, /^The secret before signs, too, until .*\d\d:\d\d:\d\d/)
  assert.match((await terminal.type('webhook', 'show', id)).stdout, /\nformer secret until +\S/)
  await fail(id, 7, 'gone')
  assert.match(
    (await terminal.type('webhook', 'retry', id)).stdout,
    /^Sending now; messages given up before: 1\. See .*webhook show/,
  )
  const tried = await terminal.type('webhook', 'test', id)
  assert.deepEqual([tried.stdout, tried.exitCode], ['The receiver has taken the test (HTTP 204).\n', 0])
  const removed = await terminal.type('webhook', 'remove', id)
  assert.equal(removed.stdout, `Removed webhook ${id} to ${url}.\n`)
  const gone = await terminal.type('webhook', 'show', id)
  assert.match(gone.stderr, /^stepwell: There is no webhook \S+\. Look its id up/)
  assert.equal(gone.exitCode, 3)
})

test('a webhook command that makes no sense reaches the server', async () => {
  for (const [line, said] of [
    ['webhook add', 'The command needs <url>'],
    [`webhook add ${url} --kinds ended`, '--kinds cannot be ended: choose from succeeded, failed'],
    [`webhook add ${url} --messages-in fr`, '--messages-in cannot be fr'],
    ['webhook show', 'The command needs <id>'],
  ] as const) {
    const { stderr, exitCode } = await terminal.type(...line.split(' '))
    assert.ok(stderr.startsWith(`stepwell: ${said}`), stderr)
    assert.equal(exitCode, 4)
  }
})
