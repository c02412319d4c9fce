import assert from 'node:assert/strict'
import { afterEach, beforeEach, suite, test } from 'node:test'
import { startServer, type TestServer } from '../../test/command-line/server.ts'
import type { NewKey } from '../dialects/question.ts'
import { openStream, type StreamClient } from './testing/stream-client.ts'
import { someAdministrator } from './testing/serve.ts'

const begun = (client: StreamClient) => client.blocks().length > 0

let server: TestServer
/** Of a user who sees everything in the project. */
let key: NewKey
let clients: StreamClient[]
beforeEach(async () => {
  server = await startServer()
  clients = []
  await server.addInstance('orders')
  const policies = [{ policy: 'StepwellReadOnly', project: server.project }]
  await server.ask({ method: 'POST', path: '/v1/users', body: { name: 'lin', policies } })
  const body = { project: server.project, user: 'lin' }
  key = (await server.ask({ method: 'POST', path: '/v1/keys', body })).json
})
afterEach(async () => {
  for (const client of clients) client.leave()
  await server.close()
})

async function follow(by: NewKey): Promise<StreamClient> {
  const client = await openStream(`${server.url}/v1/events`, by.token)
  clients.push(client)
  await client.until(begun)
  return client
}

const changes: { readonly [title: string]: () => Promise<unknown> } = {
  'its key was rotated': () => server.accounts.keys.rotate(someAdministrator, key.accessKey),
  'its key was disabled and is in use again': async () => {
    for (const disabled of [true, false])
      await server.accounts.keys.setDisabled(someAdministrator, key.accessKey, disabled)
  },
  'its user has no policy any more': () =>
    server.accounts.users.detach(someAdministrator, 'lin', {
      policy: 'StepwellReadOnly',
      project: server.project,
    }),
  'its user is an administrator now': () =>
    server.accounts.users.change(someAdministrator, 'lin', { administrator: true }),
  'a policy of its user denies it now': async () => {
    const document = { Version: '5.0', Statement: [{ Effect: 'Deny', Action: ['dcs:*:*'] }] }
    await server.accounts.policies.add(someAdministrator, 'none', { document })
    const attachment = { policy: 'none', project: null }
    await server.accounts.users.attach(someAdministrator, 'lin', attachment)
  },
}

suite('a stream tells what happens, or goes on, although', () => {
  for (const [title, change] of Object.entries(changes)) {
    test(title, async () => {
      const [theirs, idle, mine] = [await follow(key), await follow(key), await follow(server.administrator)]
      await change()
      const id = await server.submit()
      await mine.until(({ messages }) => messages().some(({ data }) => data.task === id))
      for (const client of [theirs, idle]) {
        await client.ended
        assert.deepEqual(client.messages(), [])
      }
    })

    test(`${title}, while nothing happens`, async () => {
      const [theirs, mine] = [await follow(key), await follow(server.administrator)]
      await change()
      server.clock.pass(15_000)
      await theirs.ended
      await mine.until(({ blocks }) => blocks().at(-1) === ':')
    })
  }
})
