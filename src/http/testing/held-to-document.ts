import assert from 'node:assert/strict'
import { problemsOf } from '../../dialects/check.ts'
import type { Dialect } from '../../dialects/dialect.ts'
import type { Received, Sending } from './serve.ts'

/** Sends by what is given and holds every answer to what the dialect's document says of its place and status. */
export function heldToDocument<Rest extends readonly unknown[]>(
  dialect: Dialect,
  send: (sending: Sending, ...rest: Rest) => Promise<Received>,
): (sending: Sending, ...rest: Rest) => Promise<Received> {
  return async (sending, ...rest) => {
    const received = await send(sending, ...rest)
    const { method = 'GET' } = sending
    const [path = ''] = sending.path.split('?')
    const route = dialect.routes.find(
      each =>
        each.method === method && new RegExp(`^${each.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
    )
    const schema = route?.answers[received.status]?.schema ?? dialect.refusalSchema
    assert.deepEqual(problemsOf(schema, received.json), [], `${method} ${sending.path} ${received.status}`)
    return received
  }
}
