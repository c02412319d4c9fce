import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Words } from '../../core/words.ts'
import { refusedConnection, sampleWebhook, told } from '../../core/testing/webhook-samples.ts'
import { afterFailed, afterTaken, type Webhook } from '../../core/webhook.ts'
import { createFolder, examineAll, findingsOf } from '../testing/examine-folder.ts'

const moment = { now: 5000, random: 0 }
/** The webhook after a message was given up. */
const dead = (webhook: Webhook, event: number): Webhook =>
  Array.from({ length: 7 }).reduce<Webhook>(
    before => afterFailed(before, told(event), refusedConnection, moment),
    webhook,
  )

test('a webhook that is dead, or has given messages up, is not seen', async () => {
  await using data = await createFolder()
  const found = async () =>
    (await findingsOf('webhook', data.folder)).map(({ level, says }) => `${level} ${says}`)
  assert.deepEqual(await found(), ['ok webhook.none'])
  await data.store.addWebhook(sampleWebhook('w1'))
  const waiting = afterFailed(sampleWebhook('w2'), told(3), refusedConnection, moment)
  await data.store.addWebhook(waiting)
  assert.deepEqual(await found(), ['ok webhook.ok'])
  await data.store.addWebhook(dead(sampleWebhook('w3'), 4))
  await data.store.addWebhook(afterTaken(dead(sampleWebhook('w4'), 4), told(5), 6000))
  const gone = { code: 'gone', detail: '410' } as const
  await data.store.addWebhook(afterFailed(sampleWebhook('w5'), told(4), gone, moment))
  assert.deepEqual(await found(), [
    'warning webhook.dead',
    'warning webhook.givenUp',
    'warning webhook.disabled',
  ])
})

test('what is told of a dead webhook is not enough to mend it, or too much', async () => {
  await using data = await createFolder()
  const webhook = dead(dead(sampleWebhook('w1'), 4), 5)
  await data.store.addWebhook(afterFailed(webhook, told(6), { code: 'answered', detail: '502' }, moment))
  const [finding] = await findingsOf('webhook', data.folder)
  const { id, origin, deadAt, givenUpCount, why } = finding!.parameters
  assert.deepEqual(
    [id, origin, deadAt, givenUpCount, (why as Words)['en-us']],
    ['w1', 'https://hooks.example.com', 5000, 2, 'the receiver answered HTTP 502'],
  )
  assert.doesNotMatch(JSON.stringify(await examineAll(data.folder)), /key=1/)
})

test('a secret of a webhook that the key ring does not open is not seen', async () => {
  await using data = await createFolder()
  await data.store.addWebhook(sampleWebhook('w1', { formerSecret: { sealed: 'sealed before', until: 9000 } }))
  const [finding] = await findingsOf('keyRing', data.folder)
  assert.deepEqual([finding!.says, finding!.parameters['unopenedCount']], ['keyRing.unopened', 2])
})
