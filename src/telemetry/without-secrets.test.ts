import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from './log.ts'
import { withoutSecrets } from './without-secrets.ts'

/** What a logger writes, parsed. */
function written(act: (log: ReturnType<typeof createLog>) => void): { text: string; lines: unknown[] } {
  const lines: string[] = []
  act(createLog({ write: line => void lines.push(line) }))
  return { text: lines.join(''), lines: lines.map(line => JSON.parse(line) as unknown) }
}

test('a secret in a text is written, in any form that one comes in', () => {
  const secret = 'Geh3im'
  const token = `stw_${'a1_-'.repeat(10)}abc`
  const secretKey = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGH'
  for (const text of [
    `connect redis://admin:${secret}@10.0.0.5:6379/0 failed`,
    `redis://:${secret}@10.0.0.5`,
    `Authorization: Bearer ${secret}.x-y_z`,
    `authorization: basic ${secret}==`,
    `SDK-HMAC-SHA256 Access=STWLABC, SignedHeaders=host;x-sdk-date, Signature=${secret}`,
    `GET /x?token=${secret}&limit=5`,
    `password=${secret}; retry`,
    `X-Auth-Token=${secret}`,
    JSON.stringify({ clientToken: secret, rootPassword: secret }),
    JSON.stringify({ password: secret, secretKey: secret, secret, access: { x: 1 } }),
    JSON.stringify({ password: `"\\${secret}"` }),
    JSON.stringify({ text: JSON.stringify({ password: secret }) }),
    JSON.stringify({ text: JSON.stringify({ text: JSON.stringify({ Authorization: secret }) }) }),
    `the webhook's secret=${secret}`,
  ]) {
    const line = withoutSecrets(text)
    assert.doesNotMatch(line, new RegExp(secret), text)
    assert.match(line, /\[redacted\]/)
  }
  const webhook = `whsec_${'Ab+/'.repeat(10)}c= webhook-signature: v1,${'Ab+/'.repeat(10)}c=`
  assert.doesNotMatch(withoutSecrets(`${token} ${secretKey} ${webhook}`), /stw_|ABCD|whsec_|Ab\+/)
})

test('a line is no JSON any more, or is cut where there is no secret', () => {
  const plain = {
    task: '0e1c9f3b-5a7d-4c2e-8f6a-1b3c5d7e9f01',
    token: null,
    path: '/v1/tasks/x',
    url: 'http://127.0.0.1:7100',
    text: 'tokens: 5, the password is checked, a basic check; 12 secrets, step=copy',
    time: 1700000000000,
  }
  assert.deepEqual(JSON.parse(withoutSecrets(JSON.stringify(plain))), plain)
  const quoted = { text: 'said "Bearer abc" and "password":"x"', err: { message: 'SDK-HMAC-SHA256 a "b"' } }
  assert.doesNotMatch(JSON.stringify(JSON.parse(withoutSecrets(JSON.stringify(quoted)))), /abc|"x"/)
})

test('a field that holds a secret is written, or the error of one who put it into its message', () => {
  const secret = 'Geh3im'
  const { text, lines } = written(log => {
    log.info({ password: secret, access: { password: secret, nested: { token: secret } } }, 'deep')
    log.info({ req: { headers: { cookie: secret } } }, 'a request')
    log.error({ err: new Error(`redis://u:${secret}@h: WRONGPASS`) }, 'failed')
  })
  assert.doesNotMatch(text, new RegExp(secret))
  assert.equal(lines.length, 3)
})
