import assert from 'node:assert/strict'
import { problemsOf } from '../../dialects/check.ts'
import type { Received, Sending } from './serve.ts'

/** The part of an OpenAPI document that tells what is answered. */
interface Document {
  readonly paths: {
    readonly [path: string]: { readonly [method: string]: { readonly responses: Responses } }
  }
  readonly components: { readonly schemas: { readonly [name: string]: object } }
}

type Responses = { readonly [status: string]: Response }
interface Response {
  readonly content?: { readonly 'application/json': { readonly schema: object } }
}

/** A schema with what it refers to put into its places. */
function whole(schema: unknown, document: Document): unknown {
  if (Array.isArray(schema)) return schema.map(inner => whole(inner, document))
  if (typeof schema !== 'object' || schema === null) return schema
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String(Reflect.get(schema, '$ref')))?.[1]
  if (name !== undefined) return whole(document.components.schemas[name], document)
  return Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, whole(inner, document)]))
}

function responsesOf({ paths }: Document, { method = 'GET', path }: Sending): Responses | undefined {
  const [bare = ''] = path.split('?', 1)
  const at = Object.entries(paths).find(([template]) =>
    new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  )
  return at?.[1][method.toLowerCase()]?.responses
}

/**
 * Test support: holds a reply to the OpenAPI document of its dialect: its status is named there, or it is a refusal, and the
 * body is of that schema. Where nothing is, only a refusal may come. Gives the reply.
 */
export function heldToDocument(document: Document, sending: Sending, received: Received): Received {
  const { status, json, headers } = received
  const refusal: Response = {
    content: { 'application/json': { schema: document.components.schemas['Error']! } },
  }
  const described = responsesOf(document, sending)?.[status] ?? refusal
  if (described === refusal) assert.ok(status >= 400, `${sending.path}: ${status} is not documented`)
  if (status === 304 || described.content === undefined) {
    assert.equal(json, null, `${sending.path}: a body that is not documented`)
    return received
  }
  assert.match(String(headers['content-type']), /^application\/json/)
  const schema = whole(described.content['application/json'].schema, document) as object
  assert.deepEqual(problemsOf(schema, json), [], `${sending.method ?? 'GET'} ${sending.path}`)
  return received
}
