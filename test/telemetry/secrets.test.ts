import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signRequest } from '../../src/access/sign.ts'
import { hasEnded, setScene } from './scene.ts'

const secret = 'Geh3imUndLang'

test('a secret is in a line of the log, whoever it is of and whatever is done with it', async () => {
  await using scene = await setScene({ TEST_SECRET: secret })
  const { stepwell, native } = scene
  const { accessKey, secretKey, token } = await stepwell.credentials()
  const send = async (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: unknown,
  ) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(new URL(path, stepwell.url), {
      method,
      headers,
      ...(body === undefined ? {} : { body: text }),
    })
    await answer.arrayBuffer()
    return answer.status
  }
  const json = { 'content-type': 'application/json' }
  const bearer = { authorization: `Bearer ${token}` }
  const signed = (path: string) => {
    const url = `${stepwell.url}${path}`
    const { headers } = signRequest({
      method: 'GET',
      url,
      headers: json,
      body: Buffer.from(''),
      accessKey,
      secretKey,
      nowMs: Date.now(),
    })
    return headers
  }
  const instance = {
    service: 'taurusdb',
    name: 'guarded',
    endpoints: [{ host: '127.0.0.1', port: 1 }],
    access: { username: 'root', password: secret },
    switchHook: { program: '/bin/true', arguments: [secret], timeoutSeconds: 5 },
  }

  assert.equal(await send('POST', '/v1/instances', { ...json, ...bearer }, instance), 201)
  assert.equal(await send('POST', '/v1/instances', { ...json, ...bearer }, instance), 409)
  assert.equal(await send('POST', '/v1/keys', { ...json, ...bearer }, { project: 'b'.repeat(32) }), 201)
  assert.equal(await send('GET', '/v1/tasks', signed('/v1/tasks')), 200)
  assert.equal(await send('GET', '/v1/tasks?limit=1', { ...signed('/v1/tasks') }), 401)
  assert.equal(await send('GET', '/v1/tasks', { authorization: `Bearer ${secret}` }), 401)
  assert.equal(await send('GET', '/v1/tasks', { authorization: `Basic ${secret}` }), 401)
  assert.equal(await send('GET', `/v1/tasks?token=${secret}`, bearer), 400)
  assert.equal(await send('GET', `/nowhere?password=${secret}`, {}), 404)
  assert.equal(await send('POST', '/v1/instances', { ...json, ...bearer }, `{"password":"${secret}"`), 400)
  assert.equal(
    await send('POST', '/v1/tasks', { ...json, ...bearer }, { token: secret, password: secret }),
    400,
  )
  for (const what of ['throw', 'die', 'fail', 'succeed'] as const)
    await scene.until(await scene.submit(what), hasEnded)
  const other = await native.ask<{ readonly token: string; readonly secretKey: string }>('POST', '/keys', {
    project: 'c'.repeat(32),
  })
  assert.equal(await send('GET', '/metrics', { authorization: `Bearer ${other.token}` }), 403)
  assert.equal(await send('GET', '/metrics', bearer), 200)
  await scene.lines('task ended', 4)
  await scene.lines('worker lost', 1)
  await stepwell.stop()

  // At the first start its own key is printed for a person, once; the log begins behind that.
  const lines = stepwell.lines().filter(line => line.startsWith('{'))
  assert.ok(lines.length > 30)
  for (const line of lines) {
    assert.ok(typeof JSON.parse(line) === 'object', line)
    for (const each of [secret, token, secretKey, other.token, other.secretKey])
      assert.ok(!line.includes(each), line)
    assert.doesNotMatch(line, /Bearer (?!\[)|Signature=(?!\[)|stw_/)
  }
  const thrown = lines.find(line => line.includes('Access denied'))
  assert.match(thrown ?? '', /\[redacted\]/, 'what a recipe has thrown is there, without its secret')
})
