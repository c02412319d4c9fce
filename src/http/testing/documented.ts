import assert from 'node:assert/strict'
import { problemsOf } from '../../dialects/check.ts'
import type { Dialect } from '../../dialects/dialect.ts'
import type { Received, Sending } from './serve.ts'

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)

/** Whether a path, its query aside, is one of a template. */
const isAt = (template: string, path: string): boolean =>
  new RegExp(`^${escaped(template).replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?', 1)[0]!)

/** Holds what came back to what the dialect's document says of it: the answer of the route's status, or a refusal. */
export function assertDocumented(
  dialect: Dialect,
  { method = 'GET', path }: Pick<Sending, 'method' | 'path'>,
  { status, json, headers }: Received,
): void {
  const route = dialect.routes.find(each => each.method === method && isAt(each.path, path))
  const schema = route?.answers[status]?.schema ?? dialect.refusalSchema
  assert.ok(route?.answers[status] !== undefined || status >= 400, `${method} ${path}: ${status}`)
  assert.deepEqual(problemsOf(schema, json), [], `${method} ${path}: ${status}`)
  assert.match(String(headers['content-type']), /^application\/json/)
  assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/)
}
