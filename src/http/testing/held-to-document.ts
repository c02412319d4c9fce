import assert from 'node:assert/strict'
import { problemsOf } from '../../dialects/check.ts'

/** What came back. */
interface Came {
  readonly status: number
  readonly headers: { readonly [name: string]: unknown }
  readonly json: unknown
}

/** The part of an OpenAPI document that tells what is answered. */
export interface Document {
  readonly paths: {
    readonly [path: string]: {
      readonly [method: string]: { readonly operationId: string; readonly responses: Responses }
    }
  }
  readonly components: { readonly schemas: { readonly [name: string]: object } }
}

type Responses = { readonly [status: string]: Response }
interface Response {
  readonly content?: { readonly [contentType: string]: { readonly schema: object } }
}

/** A schema with what it refers to put into its places. */
function whole(schema: unknown, document: Document): unknown {
  if (Array.isArray(schema)) return schema.map(inner => whole(inner, document))
  if (typeof schema !== 'object' || schema === null) return schema
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String(Reflect.get(schema, '$ref')))?.[1]
  if (name !== undefined) return whole(document.components.schemas[name], document)
  return Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, whole(inner, document)]))
}

/** The same object for the same schema, so that it is compiled once. */
const wholes = new WeakMap<object, object>()

function onceWhole(schema: object, document: Document): object {
  const made = wholes.get(schema) ?? (whole(schema, document) as object)
  wholes.set(schema, made)
  return made
}

/**
 * Test support: holds a reply to the OpenAPI document of its dialect, by the id of the route that has answered: its status is
 * named there, or it is a refusal, and the body is of that schema. Where none has (null), only a refusal may come. Gives the
 * reply; `place` is what a failure names.
 */
export function heldToRoute<Reply extends Came>(
  document: Document,
  route: string | null,
  place: string,
  received: Reply,
): Reply {
  const operations = Object.values(document.paths).flatMap(methods => Object.values(methods))
  const found = operations.find(({ operationId }) => operationId === route)
  assert.ok(route === null || found !== undefined, `${place}: ${route} is not documented`)
  const { status, json, headers } = received
  const refusal = { content: { 'application/json': { schema: document.components.schemas['Error']! } } }
  const described: Response = found?.responses[status] ?? refusal
  if (described === refusal) assert.ok(status >= 400, `${place}: ${status} is not documented`)
  if (status === 304 || described.content === undefined) {
    assert.equal(json, null, `${place}: a body that is not documented`)
    return received
  }
  const [type = ''] = String(headers['content-type']).split(';')
  const [, content] = Object.entries(described.content).find(([name]) => name.split(';')[0] === type) ?? []
  assert.ok(content, `${place}: ${status} as ${type}, which is not documented`)
  if (type !== 'application/json') return received
  assert.deepEqual(problemsOf(onceWhole(content.schema, document), json), [], place)
  return received
}
