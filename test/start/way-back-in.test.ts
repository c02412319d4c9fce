import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startStepwell } from '../scenario/stepwell-process.ts'

test('who has locked everybody out is not let in by a new key, or into another project', async () => {
  await using stepwell = await startStepwell()
  async function ask(path: string, body: object | null = null): Promise<number> {
    const { token } = await stepwell.credentials()
    const answer = await fetch(`${stepwell.url}/v1/${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    })
    await answer.text()
    return answer.status
  }
  const { project } = await stepwell.credentials()
  const document = { Version: '5.0', Statement: [{ Effect: 'Deny', Action: ['*'] }] }
  assert.equal(await ask('policies', { name: 'none', document }), 201)
  assert.equal(await ask('users/administrator/policies', { policy: 'none' }), 200)
  assert.equal(await ask('users'), 403)
  await stepwell.stop()
  await rm(join(stepwell.data, 'credentials.json'))
  await stepwell.start()
  for (const path of ['users', 'policies', 'tasks', 'instances']) assert.equal(await ask(path), 200, path)
  assert.equal((await stepwell.credentials()).project, project)
})
