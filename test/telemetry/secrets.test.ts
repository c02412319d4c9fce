import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signRequest } from '../../src/access/sign.ts'
import type { WebhookWithSecretView } from '../../src/dialects/native/webhook-schema.ts'
import { startReceiver } from '../../src/webhooks/testing/receiver.ts'
import type { StepwellProcess } from '../scenario/stepwell-process.ts'
import { hasEnded, setScene } from './scene.ts'

const secret = 'Geh3imUndLang'
const environment = { TEST_SECRET: secret, STEPWELL_WEBHOOKS_TO: '127.0.0.0/8' }
const json = { 'content-type': 'application/json' }

const instance = {
  service: 'taurusdb',
  name: 'guarded',
  endpoints: [{ host: '127.0.0.1', port: 1 }],
  access: { username: 'root', password: secret },
  switchHook: { program: '/bin/true', arguments: [secret], timeoutSeconds: 5 },
}

type Headers = Readonly<Record<string, string>>

/** Sends a request as it is; gives the status. */
async function send({ url }: StepwellProcess, method: string, path: string, headers: Headers, body?: string) {
  const answer = await fetch(new URL(path, url), { method, headers, ...(body === undefined ? {} : { body }) })
  await answer.arrayBuffer()
  return answer.status
}

/** Every way to bring a secret to a server: where it belongs, and where it does not. */
async function sendSecrets(stepwell: StepwellProcess): Promise<void> {
  const { accessKey, secretKey, token, project } = await stepwell.credentials()
  const bearer = { authorization: `Bearer ${token}` }
  const withJson = { ...json, ...bearer }
  const url = `${stepwell.url}/v1/tasks`
  const body = Buffer.from('')
  const signing = { method: 'GET', url, headers: json, body, accessKey, secretKey, nowMs: Date.now() }
  const { headers: signed } = signRequest(signing)
  const sent: readonly (readonly [status: number, method: string, path: string, Headers, body?: string])[] = [
    [201, 'POST', '/v1/instances', withJson, JSON.stringify(instance)],
    [409, 'POST', '/v1/instances', withJson, JSON.stringify(instance)],
    [400, 'POST', '/v1/instances', withJson, `{"password":"${secret}"`],
    [400, 'POST', '/v1/tasks', withJson, JSON.stringify({ token: secret, password: secret })],
    [201, 'POST', '/v1/keys', withJson, JSON.stringify({ project })],
    [200, 'GET', '/v1/tasks', signed],
    [401, 'GET', '/v1/tasks?limit=1', signed],
    [401, 'GET', '/v1/tasks', { authorization: `Bearer ${secret}` }],
    [401, 'GET', '/v1/tasks', { authorization: `Basic ${secret}` }],
    [400, 'GET', `/v1/tasks?token=${secret}`, bearer],
    [404, 'GET', `/nowhere?password=${secret}`, {}],
    [200, 'GET', '/metrics', bearer],
  ]
  for (const [status, method, path, headers, text] of sent)
    assert.equal(await send(stepwell, method, path, headers, text), status, `${method} ${path}`)
}

test('a secret is in a line of the log, whoever it is of and whatever is done with it', async () => {
  await using scene = await setScene(environment)
  await using receiver = await startReceiver()
  const { stepwell, native } = scene
  const { accessKey, secretKey, token, project } = await stepwell.credentials()
  await sendSecrets(stepwell)
  const key = await native.ask<{ readonly token: string; readonly secretKey: string }>('POST', '/keys', {
    project,
  })
  assert.equal(await send(stepwell, 'GET', '/metrics', { authorization: `Bearer ${key.token}` }), 403)
  const hook = await native.ask<WebhookWithSecretView>('POST', '/webhooks', {
    url: `${receiver.url}${secret}?key=${secret}`,
  })
  receiver.answer(() => 410)
  for (const what of ['throw', 'die', 'fail', 'succeed'] as const)
    await scene.until(await scene.submit(what), hasEnded)
  await receiver.until(1)
  await scene.lines('task ended', 4)
  await scene.lines('worker lost', 1)
  await scene.lines('a webhook was disabled: its receiver wants no more messages', 1)
  await stepwell.stop()

  // At the first start its own key is shown to a person, once.
  const shown = [
    `export STEPWELL_ACCESS_KEY=${accessKey}`,
    `export STEPWELL_SECRET_KEY=${secretKey}`,
    `export STEPWELL_TOKEN=${token}`,
  ]
  const lines = stepwell.lines().filter(line => !shown.includes(line))
  assert.equal(stepwell.lines().length - lines.length, shown.length)
  assert.ok(lines.filter(line => line.startsWith('{')).length > 30, 'there is a log')
  for (const line of lines) {
    for (const each of [secret, token, secretKey, key.token, key.secretKey, hook.secret])
      assert.ok(!line.includes(each), line)
    assert.doesNotMatch(line, /Bearer (?!\[)|Signature=(?!\[)|stw_|whsec_/)
  }
  const thrown = lines.find(line => line.includes('Access denied'))
  assert.match(thrown ?? '', /\[redacted\]/, 'what a recipe has thrown is there, without its secret')
})
