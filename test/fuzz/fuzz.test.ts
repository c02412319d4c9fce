import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { test } from 'node:test'
import type { Dialect } from '../../src/dialects/dialect.ts'
import { nativeDialect } from '../../src/dialects/native/dialect.ts'
import { exchange, type Sent } from './exchange.ts'
import { fuzz } from './fuzz.ts'
import { judge } from './judge.ts'
import { marks, setScene, type Asker } from './scene.ts'

const [alpha, beta] = marks

/** The native API as it would be if a list of tasks told of the other project: whatever bears the mark of one has the other's. */
const leaking: Dialect = {
  ...nativeDialect,
  routes: nativeDialect.routes.map(route =>
    route.id === 'listTasks'
      ? {
          ...route,
          render(...shown: Parameters<typeof route.render>) {
            const reply = route.render(...shown)
            const text = JSON.stringify(reply.body).replaceAll(alpha.word, beta.word)
            return { ...reply, body: JSON.parse(text) as object }
          },
        }
      : route,
  ),
}

test('2,000 requests that no client should make: each is answered, as its document says, with nothing of another project', async () => {
  const { failure, routes, clients, toOthers } = await fuzz({
    seed: 1,
    runs: 2000,
    path: null,
    ran: () => {},
  })
  assert.equal(failure, null, failure ?? '')
  const notAsked = [...routes].filter(([, { asked }]) => asked === 0).map(([name]) => name)
  assert.deepEqual(notAsked, [], 'a route that no request came to')
  assert.deepEqual([...clients.keys()].toSorted(), ['go', 'java', 'node', 'python', 'terraform'])
  assert.ok(toOthers.answers > 800, `${toOthers.answers} answers to who is no administrator`)
  assert.ok(toOthers.held / toOthers.answers > 0.9, `${toOthers.held} of them held to a project`)
})

test('a server that tells of another project is not found', async () => {
  const order = { seed: 1, runs: 2000, path: null, ran: () => {}, overrides: { dialects: [leaking] } }
  const { failure } = await fuzz(order)
  assert.match(failure ?? 'none', /\/v1\/tasks.*: 200 tells [\w-]*mark-beta[\w-]* of another project/)
})

test('once one user is let into both projects, nobody is held to one', async () => {
  await using scene = await setScene({ dialects: [leaking] })
  const agent = new Agent()
  const [administrator, inAlpha, , inBeta] = scene.askers as [Asker, Asker, Asker, Asker]
  async function ask(asker: Asker, method: string, rawUrl: string, body = '') {
    const authorization = ['Authorization', `Bearer ${asker.key.token}`] as const
    const headers = [['Host', '127.0.0.1'], ['Content-Type', 'application/json'], authorization] as const
    const sent: Sent = { method, rawUrl, headers, body: Buffer.from(body), asker }
    const came = await exchange(sent, scene.port, agent)
    assert.equal(came.status, 200, came.text)
    return judge(sent, came, scene)
  }
  const users = `/v1/users/${inBeta.key.user}`
  assert.equal((await ask(inBeta, 'GET', '/v1/instances')).isHeld, true)
  await ask(administrator, 'POST', `${users}/policies`, '{"policy":"StepwellReadOnly"}')
  assert.equal((await ask(inBeta, 'GET', '/v1/instances')).isHeld, false)
  await ask(administrator, 'DELETE', `${users}/policies/StepwellReadOnly`)
  assert.equal((await ask(inBeta, 'GET', '/v1/instances')).isHeld, false, 'what was told stays told')
  await assert.rejects(ask(inAlpha, 'GET', '/v1/tasks'), /tells [\w-]*mark-beta[\w-]* of another project/)
  agent.destroy()
})
