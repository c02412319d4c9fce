import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { newWebhookSecret, signMessage } from '../../src/webhooks/signature.ts'

type Headers = { readonly [name: string]: string }
type IsFromStepwell = (headers: Headers, body: string, secret: string) => boolean

const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const printed = page.match(/^ *```js\n(.*?isFromStepwell.*?)^ *```$/ms)?.[1] ?? ''

test('what the README prints for a receiver does not tell our messages from others', async () => {
  const module = `data:text/javascript,${encodeURIComponent(printed)}`
  const { isFromStepwell } = (await import(module)) as { readonly isFromStepwell: IsFromStepwell }
  const [secret, other] = [newWebhookSecret(randomBytes), newWebhookSecret(randomBytes)]
  const body = '{"type":"task.failed","data":{"title":"支付"}}'
  const now = Math.floor(Date.now() / 1000)
  const headersOf = (secrets: readonly string[], timestampSeconds = now): Headers => ({
    'webhook-id': 't1_7',
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signMessage({ id: 't1_7', timestampSeconds, body }, secrets),
  })
  assert.equal(isFromStepwell(headersOf([secret]), body, secret), true)
  assert.equal(isFromStepwell(headersOf([other, secret]), body, secret), true, 'after a rotation')
  assert.equal(isFromStepwell(headersOf([other]), body, secret), false)
  assert.equal(isFromStepwell(headersOf([secret]), `${body} `, secret), false)
  assert.equal(isFromStepwell(headersOf([secret], now - 3600), body, secret), false, 'sent once more')
  assert.equal(isFromStepwell({ ...headersOf([secret]), 'webhook-id': 't1_8' }, body, secret), false)
  assert.equal(isFromStepwell({ ...headersOf([secret]), 'webhook-signature': 'v1,é' }, body, secret), false)
  assert.equal(isFromStepwell({}, body, secret), false)
})
