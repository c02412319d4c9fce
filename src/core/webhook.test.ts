import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusedConnection, sampleWebhook, told } from './testing/webhook-samples.ts'
import {
  afterEvent,
  afterFailed,
  afterFailedAgain,
  afterTaken,
  askAgain,
  forget,
  formerSecretKeptMs,
  givenUpKept,
  liveSecrets,
  longestWaitMs,
  nextAgain,
  nextTryDelayMs,
  rotateSecret,
  waitLeftMs,
  webhookState,
  type DeliveryProblem,
  type Told,
  type Webhook,
} from './webhook.ts'

const problem = refusedConnection
const moment = { now: 10_000, random: 0.5 }

/** The webhook after so many tries of a message that all failed. */
function failing(webhook: Webhook, about: Told, tries: number, now = moment.now): Webhook {
  return tries === 0
    ? webhook
    : failing(afterFailed(webhook, about, problem, { ...moment, now }), about, tries - 1, now)
}
const dead = (webhook: Webhook, about: Told, now?: number): Webhook => failing(webhook, about, 7, now)

test('tries follow each other too fast, for ever, or all at the same moment', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map(tries => nextTryDelayMs(tries, 0.5))
  assert.deepEqual(waits, [5000, 30_000, 120_000, 600_000, 1_800_000, 7_200_000, null])
  assert.deepEqual([nextTryDelayMs(1, 0), nextTryDelayMs(1, 1)], [4000, 6000])
  assert.equal(nextTryDelayMs(6, 1), longestWaitMs)
})

test('a try that failed is forgotten, or moves the place', () => {
  const once = afterFailed(sampleWebhook('w'), told(5), problem, moment)
  assert.deepEqual(once.delivery, { ...told(5), tries: 1, nextTryAt: 15_000, problem, asked: false })
  assert.deepEqual([once.afterId, webhookState(once)], [0, 'retrying'])
  assert.equal(failing(once, told(5), 1).delivery?.tries, 2)
  assert.equal(failing(once, told(6), 1).delivery?.tries, 1, 'another message begins at the first try')
})

test('a message is tried for ever, so that those behind it are never sent', () => {
  const webhook = dead(sampleWebhook('w'), told(5))
  assert.deepEqual([webhook.afterId, webhook.delivery, webhook.deadSince], [5, null, 10_000])
  assert.deepEqual(webhook.givenUp, [{ ...told(5), tries: 7, givenUpAt: 10_000, problem, again: false }])
  assert.equal(webhookState(webhook), 'dead')
  const later = dead(webhook, told(6), 20_000)
  assert.deepEqual([later.deadSince, later.givenUp.map(({ event }) => event)], [10_000, [5, 6]])
})

test('what was given up is kept without end', () => {
  let webhook = sampleWebhook('w')
  for (let event = 1; event <= givenUpKept + 2; event++) webhook = dead(webhook, told(event))
  assert.equal(webhook.givenUp.length, givenUpKept)
  assert.deepEqual([webhook.givenUp[0]?.event, webhook.givenUp.at(-1)?.event], [3, givenUpKept + 2])
})

test('a receiver that wants no more messages is sent more', () => {
  const gone = { code: 'gone', detail: '410' } as const
  const webhook = afterFailed(sampleWebhook('w'), told(5), gone, moment)
  assert.deepEqual([webhook.disabledAt, webhookState(webhook)], [10_000, 'disabled'])
  assert.equal(webhook.givenUp[0]?.tries, 1)
  assert.equal(askAgain(webhook, 20_000).disabledAt, null)
  const again = afterFailedAgain(dead(sampleWebhook('w'), told(5)), told(5), gone, 30_000)
  assert.equal(again.disabledAt, 30_000)
})

test('a message that was taken leaves its webhook dead, or its place where it was', () => {
  const webhook = afterTaken(failing(dead(sampleWebhook('w'), told(5)), told(6), 2), told(6), 20_000)
  assert.deepEqual([webhook.afterId, webhook.delivery, webhook.deadSince], [6, null, null])
  assert.deepEqual([webhook.lastTakenAt, webhookState(webhook)], [20_000, 'working'])
  assert.deepEqual(
    webhook.givenUp.map(({ event }) => event),
    [5],
    'what was given up before is still to be seen',
  )
  assert.equal(afterEvent(webhook, 4).afterId, 6, 'the place never goes back')
  assert.equal(afterEvent(webhook, 9).afterId, 9)
})

test('a message whose task was removed waits for ever', () => {
  const waiting = failing(sampleWebhook('w'), told(5), 1)
  assert.equal(afterEvent(waiting, 4).delivery?.event, 5)
  assert.deepEqual([afterEvent(waiting, 5).delivery, webhookState(afterEvent(waiting, 5))], [null, 'working'])
})

test('a try that a person has asked for is waited for, counted, or puts off the next one', () => {
  const waiting = failing(sampleWebhook('w'), told(5), 2)
  const asked = askAgain(waiting, 11_000)
  assert.deepEqual([waitLeftMs(waiting, told(5), 11_000), waitLeftMs(asked, told(5), 11_000)], [29_000, 0])
  const late = { code: 'late', detail: '15' } as const
  const failed = afterFailed(asked, told(5), late, { now: 12_000, random: 0.5 })
  assert.deepEqual(failed.delivery, { ...waiting.delivery, problem: late })
  const due = askAgain(waiting, 40_000)
  assert.equal(failing(due, told(5), 1).delivery?.tries, 3, 'its time had come anyway')
  const gone = { code: 'gone', detail: '410' } as const
  assert.equal(webhookState(afterFailed(asked, told(5), gone, moment)), 'disabled')
})

test('a wait is longer than any is, or that of another message', () => {
  const waiting = failing(sampleWebhook('w'), told(5), 1)
  assert.equal(waitLeftMs(waiting, told(5), -1e12), longestWaitMs, 'the clock was set back')
  assert.deepEqual([waitLeftMs(waiting, told(5), 1e12), waitLeftMs(waiting, told(6), 0)], [0, 0])
  assert.equal(waitLeftMs(sampleWebhook('w'), told(5), 0), 0)
})

test('a message that is never taken keeps those behind it from being sent again', () => {
  const both = dead(dead(sampleWebhook('w'), told(5)), told(6), 20_000)
  assert.equal(nextAgain(both), null)
  const asked = askAgain(both, 50_000)
  assert.equal(nextAgain(asked)?.event, 5)
  const failed = (code: DeliveryProblem['code'], detail: string) =>
    afterFailedAgain(asked, told(5), { code, detail }, 60_000)
  assert.equal(nextAgain(failed('answered', '422'))?.event, 6, 'the others may be taken')
  assert.equal(nextAgain(failed('not_rendered', 'RangeError'))?.event, 6)
  for (const status of ['429', '502', '503', '504']) assert.equal(nextAgain(failed('answered', status)), null)
  const late = failed('late', '15')
  assert.equal(nextAgain(late), null, 'nobody is there')
  assert.equal(nextAgain(askAgain(late, 70_000))?.event, 6, 'another one is the first next time')
})

test('what is sent again takes the turn of what waits, or keeps on failing for all of it', () => {
  const webhook = failing(dead(dead(sampleWebhook('w'), told(5)), told(6)), told(7), 3)
  const asked = askAgain(webhook, 50_000)
  assert.deepEqual([waitLeftMs(asked, told(7), 50_000), asked.delivery?.tries], [0, 3])
  assert.deepEqual(
    asked.givenUp.map(({ again }) => again),
    [true, true],
  )
  const taken = afterTaken(asked, told(5), 60_000)
  assert.deepEqual([taken.afterId, taken.delivery?.event], [6, 7])
  assert.deepEqual(
    taken.givenUp.map(({ event }) => event),
    [6],
  )
  const late = { code: 'late', detail: '15' } as const
  const failed = afterFailedAgain(asked, told(5), late, 70_000)
  assert.deepEqual(
    failed.givenUp.map(({ event, tries, problem: { code }, again }) => [event, tries, code, again]),
    [
      [5, 8, 'late', false],
      [6, 7, 'unanswered', false],
    ],
  )
  assert.deepEqual([failed.deadSince, failed.disabledAt], [10_000, null])
  assert.deepEqual(
    forget(failed, told(5)).givenUp.map(({ event }) => event),
    [6],
  )
  assert.equal(askAgain(sampleWebhook('w'), 1).delivery, null)
})

test('receivers that know the secret before the rotation believe nothing any more, or for ever', () => {
  const rotated = rotateSecret(sampleWebhook('w'), 'sealed anew', 1000)
  assert.deepEqual(liveSecrets(rotated, 1000), ['sealed anew', 'sealed'])
  assert.deepEqual(liveSecrets(rotated, 1000 + formerSecretKeptMs), ['sealed anew'])
  assert.deepEqual(liveSecrets(sampleWebhook('w'), 1000), ['sealed'])
})
