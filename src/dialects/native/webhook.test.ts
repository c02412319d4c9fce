import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Notice } from '../../core/notice.ts'
import { failure, instance, runningTask } from '../../core/testing/samples.ts'
import { refusedConnection, sampleWebhook, told } from '../../core/testing/webhook-samples.ts'
import {
  afterFailed,
  deliveryProblems,
  rotateSecret,
  webhookKinds,
  type Webhook,
} from '../../core/webhook.ts'
import { languages } from '../../core/words.ts'
import { problemsOf } from '../check.ts'
import type { Answer, QuestionName } from '../question.ts'
import { sampleContext } from '../sample-context.ts'
import { routeIn } from '../testing/route-in.ts'
import type { ViewContext } from '../view.ts'
import { nativeDialect } from './dialect.ts'
import { webhookMessageSchema } from './webhook-schema.ts'
import { webhookMessage, webhookTestMessage } from './webhook-view.ts'

const routeOf = routeIn(nativeDialect)
const ask = (id: string, body?: unknown) => routeOf(id).parse({ path: { id: 'w1' }, query: [], body })

/** What a route shows of an answer, which has to hold to what it documents. */
function show<Name extends QuestionName>(id: string, answer: Answer<Name>, over: Partial<ViewContext> = {}) {
  const route = routeOf(id)
  const context = sampleContext({ now: 10_000, administrator: true, ...over })
  const { status, headers, body } = route.render(answer, context)
  assert.deepEqual(problemsOf(route.answers[status]!.schema, body), [])
  return { status, headers, body: body as Record<string, unknown> }
}

test('what is asked about webhooks is not read', () => {
  const url = 'https://hooks.example.com/'
  assert.deepEqual(ask('addWebhook', { url }), { url, kinds: webhookKinds, language: null })
  assert.deepEqual(ask('addWebhook', { url, kinds: ['failed'], language: 'zh-cn' }), {
    url,
    kinds: ['failed'],
    language: 'zh-cn',
  })
  for (const wrong of [undefined, {}, { url, kinds: [] }, { url, kinds: ['ended'] }, { url, secret: 'mine' }])
    assert.throws(() => ask('addWebhook', wrong), { code: 'invalid_request' })
  assert.equal(ask('listWebhooks'), null)
  for (const id of ['showWebhook', 'removeWebhook', 'rotateWebhookSecret', 'retryWebhook', 'testWebhook'])
    assert.deepEqual(ask(id), { id: 'w1' })
})

/** A webhook that has given up one message and waits with another. */
function busy(): Webhook {
  const moment = { now: 9000, random: 0.5 }
  const gone = { code: 'gone', detail: '410' } as const
  const given = afterFailed(sampleWebhook('w1'), told(5), gone, moment)
  return { ...afterFailed(given, told(6), refusedConnection, moment), disabledAt: null }
}

test('a webhook shows its secret, or does not show what waits and what was given up', () => {
  const { status, headers, body } = show('addWebhook', { webhook: busy(), secret: 'whsec_new' })
  assert.deepEqual([status, headers], [201, { Location: '/v1/webhooks/w1' }])
  assert.equal(body['secret'], 'whsec_new')
  const shown = show('showWebhook', busy()).body
  assert.doesNotMatch(JSON.stringify(shown), /sealed|whsec/)
  assert.deepEqual([shown['state'], shown['stateText']], ['dead', 'Dead'])
  assert.deepEqual(shown['waiting'], {
    event: 6,
    task: 'task-1',
    kind: 'failed',
    at: '1970-01-01T00:00:01.000Z',
    tries: 1,
    nextTryAt: '1970-01-01T00:00:14.000Z',
    problem: { code: 'unanswered', message: 'the connection gave no answer (ECONNREFUSED)' },
  })
  const [given] = shown['givenUp'] as readonly Record<string, unknown>[]
  assert.deepEqual(
    [given?.['event'], given?.['again'], given?.['givenUpAt']],
    [5, false, '1970-01-01T00:00:09.000Z'],
  )
  assert.deepEqual(show('removeWebhook', busy()).body, shown)
  assert.deepEqual(show('retryWebhook', busy()).body, shown)
  assert.deepEqual(show('listWebhooks', [busy()]).body, { webhooks: [shown] })
  const chinese = show('showWebhook', busy(), { language: 'zh-cn' }).body
  assert.equal(chinese['stateText'], '不可达')
  assert.equal(show('showWebhook', sampleWebhook('w2')).body['waiting'], null)
})

test('who is no administrator is shown what an address may hide in its path', () => {
  assert.equal(show('showWebhook', busy()).body['url'], 'https://hooks.example.com/stepwell?key=1')
  const { body } = show('showWebhook', busy(), { administrator: false })
  assert.equal(body['url'], 'https://hooks.example.com')
})

test('the secret before a rotation is said to sign when it does not, or the other way round', () => {
  const webhook = rotateSecret(sampleWebhook('w1'), 'sealed anew', 9000)
  const until = (now: number) =>
    show('rotateWebhookSecret', { webhook, secret: 'whsec_new' }, { now }).body['formerSecretUntil']
  assert.equal(until(10_000), '1970-01-02T00:00:09.000Z')
  assert.equal(until(9000 + 24 * 3600 * 1000), null)
  assert.equal(show('showWebhook', sampleWebhook('w1')).body['formerSecretUntil'], null)
})

test('a test does not say what went wrong', () => {
  assert.deepEqual(show('testWebhook', { taken: true, status: 204 }).body, {
    taken: true,
    status: 204,
    problem: null,
  })
  for (const code of deliveryProblems)
    for (const language of languages) {
      const outcome = { taken: false, problem: { code, detail: 'DETAIL' } } as const
      const { body } = show('testWebhook', outcome, { language })
      const { message } = body['problem'] as { readonly message: string }
      assert.equal(message.includes('DETAIL'), code !== 'secret_sealed', code)
      assert.doesNotMatch(message, /\{/)
    }
})

const noticeOf = (change: Partial<Notice>): Notice => ({
  ...told(7),
  attempt: 1,
  percent: 20,
  failure: null,
  stall: null,
  ...change,
})

test('a message does not hold what it is said to', () => {
  for (const kind of webhookKinds) {
    const message = webhookMessage(noticeOf({ kind }), runningTask(), instance(), 'en-us')
    assert.deepEqual(problemsOf(webhookMessageSchema, message), [], kind)
    assert.deepEqual([message.type, message.data.event], [`task.${kind}`, 7])
    assert.equal(message.data.task.status, kind === 'stalled' ? 'running' : kind)
  }
  const stall = { step: 'plan', since: 1500, reason: 'no_units' } as const
  const { task } = webhookMessage(noticeOf({ kind: 'stalled', stall }), runningTask(), null, 'zh-cn').data
  assert.deepEqual(
    [task.instance.name, task.statusText, task.stall?.reasonText],
    [null, '停滞', '没有任何进展'],
  )
  const failed = webhookMessage(noticeOf({ failure: failure(), percent: null }), runningTask(), null, 'en-us')
  assert.deepEqual(failed.data.task.failure, {
    code: 'DCS.1001',
    message: 'It broke.',
    remedy: 'Mend it.',
    step: null,
  })
  assert.deepEqual(webhookTestMessage(sampleWebhook('w1'), 0), {
    type: 'webhook.test',
    timestamp: '1970-01-01T00:00:00.000Z',
    data: { webhook: 'w1' },
  })
})
