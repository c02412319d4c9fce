import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import type { Caller } from './caller.ts'
import type { StepwellError } from './error.ts'
import type { Store } from './store.ts'
import { caller, words } from './testing/samples.ts'
import { refusedConnection, told } from './testing/webhook-samples.ts'
import { changeWebhook } from './webhook-store.ts'
import { afterFailed, mostWebhooks, type DeliveryOutcome } from './webhook.ts'
import { createWebhooks, type Webhooks } from './webhooks.ts'

const administrator = caller()
const stranger = caller({ project: 'f'.repeat(32), accessKey: 'AK2' })
const url = 'https://hooks.example.com/a?key=of-the-receiver'
const wanted = { url, kinds: ['failed'], language: null } as const

let store: Store
let webhooks: Webhooks
let lines: string[]
let changed: string[]
let tested: string[]
beforeEach(() => {
  lines = []
  changed = []
  tested = []
  let made = 0
  store = createMemoryStore()
  webhooks = createWebhooks({
    store,
    vault: { seal: (record, text) => `${record}:${text}`, open: () => assert.fail('nothing is opened') },
    newId: () => `w${++made}`,
    newSecret: () => `whsec_${++made}`,
    problemOf: text => (text.includes('127.0.0.1') ? words('is not allowed') : null),
    async sendTest({ id }): Promise<DeliveryOutcome> {
      tested.push(id)
      return { taken: true, status: 204 }
    },
    changed: id => void changed.push(id),
    log: (fields, text) => void lines.push(`${text} ${JSON.stringify(fields)}`),
    now: () => 5000,
  })
})

const refused = (code: string) => (error: unknown) => (error as StepwellError).code === code

test('a webhook that was added tells what has happened before, or is not told of to whoever delivers', async () => {
  const lastEventId = store.lastEventId
  store.lastEventId = async () => 42
  const { webhook, secret } = await webhooks.add(administrator, wanted)
  store.lastEventId = lastEventId
  assert.deepEqual([webhook.afterId, webhook.createdBy, webhook.createdAt], [42, 'AK1', 5000])
  assert.deepEqual([secret, webhook.sealedSecret], ['whsec_2', 'w1:whsec_2'])
  assert.deepEqual(await webhooks.find(administrator, 'w1'), webhook)
  assert.deepEqual(await webhooks.list(administrator), [webhook])
  assert.deepEqual(changed, ['w1'])
})

test('a change cannot be traced to who made it, or the log tells a secret', async () => {
  await webhooks.add(administrator, wanted)
  await webhooks.rotate(administrator, 'w1')
  await webhooks.retry(administrator, 'w1')
  await webhooks.remove(administrator, 'w1')
  const fields = `{"webhook":"w1","project":"${administrator.project}","origin":"https://hooks.example.com","accessKey":"AK1"}`
  assert.deepEqual(lines, [
    `a webhook was added ${fields}`,
    `the secret of a webhook was rotated ${fields}`,
    `a webhook was asked to try again ${fields}`,
    `a webhook was removed ${fields}`,
  ])
  assert.deepEqual(changed, ['w1', 'w1', 'w1', 'w1'])
})

test('an address is taken that no message may go to', async () => {
  await assert.rejects(
    webhooks.add(administrator, { ...wanted, url: 'https://127.0.0.1/' }),
    (error: StepwellError) =>
      error.code === 'invalid_request' && error.problems[0]?.path === '/url' && changed.length === 0,
  )
})

test('a project has more webhooks than it may', async () => {
  for (let nth = 0; nth < mostWebhooks; nth++) await webhooks.add(administrator, wanted)
  await assert.rejects(webhooks.add(administrator, wanted), refused('webhooks_full'))
})

test('who is no administrator does more than look', async () => {
  await webhooks.add(administrator, wanted)
  const other = caller({ administrator: false })
  const acts: readonly ((by: Caller) => Promise<unknown>)[] = [
    by => webhooks.add(by, wanted),
    by => webhooks.remove(by, 'w1'),
    by => webhooks.rotate(by, 'w1'),
    by => webhooks.retry(by, 'w1'),
    by => webhooks.test(by, 'w1'),
  ]
  for (const act of acts) await assert.rejects(act(other), refused('forbidden'))
  assert.equal((await webhooks.list(other)).length, 1)
  assert.equal((await webhooks.find(other, 'w1')).url, url)
})

test("another project's webhook is found, listed or changed", async () => {
  await webhooks.add(administrator, wanted)
  assert.deepEqual(await webhooks.list(stranger), [])
  for (const act of [webhooks.find, webhooks.remove, webhooks.rotate, webhooks.retry, webhooks.test])
    await assert.rejects(act(stranger, 'w1'), refused('webhook_not_found'))
  await assert.rejects(webhooks.find(administrator, 'w9'), refused('webhook_not_found'))
  assert.deepEqual(tested, [])
})

test('a webhook that is removed meanwhile is changed, or removed twice', async () => {
  await webhooks.add(administrator, wanted)
  const { removeWebhook } = store
  store.removeWebhook = async () => false
  await assert.rejects(webhooks.remove(administrator, 'w1'), refused('webhook_not_found'))
  store.removeWebhook = removeWebhook
  const { findWebhook } = store
  store.findWebhook = async id => {
    const found = await findWebhook(id)
    await removeWebhook(id)
    return found
  }
  await assert.rejects(webhooks.retry(administrator, 'w1'), refused('webhook_not_found'))
})

test('what a person asks for is not done', async () => {
  const { secret } = await webhooks.add(administrator, wanted)
  await changeWebhook(store, 'w1', webhook =>
    afterFailed(webhook, told(3), refusedConnection, { now: 4000, random: 0 }),
  )
  const retried = await webhooks.retry(administrator, 'w1')
  assert.equal(retried.delivery?.asked, true)
  const rotated = await webhooks.rotate(administrator, 'w1')
  assert.notEqual(rotated.secret, secret)
  assert.deepEqual(
    [rotated.webhook.sealedSecret, rotated.webhook.formerSecret?.sealed],
    [`w1:${rotated.secret}`, `w1:${secret}`],
  )
  assert.equal(rotated.webhook.delivery?.event, 3, 'what it waits for is kept')
  assert.deepEqual(await webhooks.test(administrator, 'w1'), { taken: true, status: 204 })
  assert.deepEqual(tested, ['w1'])
})

test('two changes at once lose one of them', async () => {
  await webhooks.add(administrator, wanted)
  await Promise.all([webhooks.rotate(administrator, 'w1'), webhooks.retry(administrator, 'w1')])
  assert.equal((await webhooks.find(administrator, 'w1')).revision, 3)
})
