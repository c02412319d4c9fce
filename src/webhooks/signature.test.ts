import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWebhookSecret, signMessage } from './signature.ts'

// The vector of the reference libraries of Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks, libraries/).
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampSeconds: 1_614_265_330,
  body: '{"test": 2432232314}',
}
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='

test('a library of Standard Webhooks does not accept our signature', () => {
  assert.equal(signMessage(message, [secret]), signature)
})

test('a receiver with the secret before the rotation finds no signature of its own', () => {
  const newer = newWebhookSecret(size => Buffer.alloc(size, 7))
  const [first, second] = signMessage(message, [newer, secret]).split(' ')
  assert.equal(second, signature)
  assert.equal(first, signMessage(message, [newer]))
})

test('the body is signed as another text than is sent, where it holds more than ASCII', async () => {
  const body = '{"title":"支付 💳"}'
  const key = await crypto.subtle.importKey(
    'raw',
    Buffer.from(secret.slice('whsec_'.length), 'base64'),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const signed = Buffer.from(`${message.id}.${message.timestampSeconds}.${body}`, 'utf8')
  const expected = Buffer.from(await crypto.subtle.sign('HMAC', key, signed)).toString('base64')
  assert.equal(signMessage({ ...message, body }, [secret]), `v1,${expected}`)
})

test('a secret is shorter than the specification asks for, or the same again', () => {
  const made = newWebhookSecret(size => crypto.getRandomValues(new Uint8Array(size)))
  assert.match(made, /^whsec_[A-Za-z0-9+/]{43}=$/)
  assert.equal(Buffer.from(made.slice('whsec_'.length), 'base64').length, 32)
})
