import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startStepwell } from '../scenario/stepwell-process.ts'

test('a session that was ended, or one that was not, is forgotten by a server that was killed', async () => {
  await using stepwell = await startStepwell()
  const { accessKey, secretKey } = await stepwell.credentials()

  const ask = (method: string, headers: { readonly [name: string]: string }): Promise<Response> =>
    fetch(`${stepwell.url}/v1/session`, { method, headers: { ...headers, origin: stepwell.url } })
  async function signIn(): Promise<{ readonly cookie: string }> {
    const answer = await fetch(`${stepwell.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accessKey, secretKey }),
    })
    return { cookie: answer.headers.getSetCookie()[0]!.split(';')[0]! }
  }

  const [ended, kept] = [await signIn(), await signIn()]
  assert.equal((await ask('DELETE', ended)).status, 200)
  await stepwell.kill()
  await stepwell.start()
  assert.deepEqual([(await ask('GET', ended)).status, (await ask('GET', kept)).status], [401, 200])
})
