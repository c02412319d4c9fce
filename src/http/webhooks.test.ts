import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

let server: Served
beforeEach(async () => {
  server = await serve(createMemoryStore())
})
afterEach(() => server.close())

const url = 'https://hooks.example.com/stepwell?key=of-the-receiver'
const add = () => server.ask({ method: 'POST', path: '/v1/webhooks', body: { url, kinds: ['failed'] } })

test('a secret is shown more than once, or written to the log or the store', async () => {
  const { status, headers, json } = await add()
  assert.deepEqual([status, headers['location']], [201, `/v1/webhooks/${json.id}`])
  assert.match(json.secret, /^whsec_/)
  const path = `/v1/webhooks/${json.id}`
  const rotated = (await server.ask({ method: 'POST', path: `${path}/rotate` })).json
  assert.match(rotated.secret, /^whsec_/)
  assert.notEqual(rotated.secret, json.secret)
  const stored = await server.store.listWebhooks({})
  assert.equal(stored.length, 1)
  const later = [
    await server.ask({ path }),
    await server.ask({ path: '/v1/webhooks' }),
    await server.ask({ method: 'POST', path: `${path}/retry` }),
    await server.ask({ method: 'POST', path: `${path}/test` }),
    await server.ask({ method: 'DELETE', path }),
  ]
  assert.deepEqual(
    later.map(answer => answer.status),
    [200, 200, 200, 200, 200],
  )
  const everything = JSON.stringify([later, server.lines, stored])
  for (const secret of [json.secret, rotated.secret]) assert.ok(!everything.includes(secret))
  assert.ok(!JSON.stringify(server.lines).includes('of-the-receiver'))
  assert.equal((await server.ask({ path })).status, 404)
})

test('who has added or removed a webhook cannot be told', async () => {
  const { id } = (await add()).json
  await server.ask({ method: 'DELETE', path: `/v1/webhooks/${id}` })
  const told = server.lines
    .filter(({ text }) => text.startsWith('a webhook'))
    .map(({ text, fields }) => [text, fields['accessKey'], fields['webhook']])
  assert.deepEqual(told, [
    ['a webhook was added', server.administrator.accessKey, id],
    ['a webhook was removed', server.administrator.accessKey, id],
  ])
})

test('who is no administrator, or of another project, changes a webhook or sees what is secret', async () => {
  const { id } = (await add()).json
  const reader = await server.keys.create({ project: server.project, administrator: false })
  const stranger = await server.keys.create({ project: 'b'.repeat(32), administrator: true })
  const path = `/v1/webhooks/${id}`
  assert.equal((await server.ask({ path }, reader)).json.url, 'https://hooks.example.com')
  assert.deepEqual((await server.ask({ path: '/v1/webhooks' }, stranger)).json, { webhooks: [] })
  for (const sending of [
    { method: 'POST', path: '/v1/webhooks', body: { url } },
    { method: 'DELETE', path },
    { method: 'POST', path: `${path}/rotate` },
    { method: 'POST', path: `${path}/retry` },
    { method: 'POST', path: `${path}/test` },
  ] as const) {
    assert.equal((await server.ask(sending, reader)).status, 403)
    if (sending.path === '/v1/webhooks') continue
    const { status, json } = await server.ask(sending, stranger)
    assert.deepEqual([status, json.error.code], [404, 'webhook_not_found'])
  }
  assert.equal((await server.ask({ path })).status, 200)
})
