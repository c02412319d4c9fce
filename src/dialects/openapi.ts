import { IsOptional, type TSchema } from 'typebox'
import type { Dialect, PostedMessage } from './dialect.ts'
import { bodyContent, responses, type Named, type Part } from './openapi-responses.ts'
import type { Route } from './route.ts'

const reference = (name: string): Part => ({ $ref: `#/components/schemas/${name}` })

/** Puts references where a schema that has a name is used; told by identity, as the schemas are built of each other. */
function withReferences(schema: unknown, names: ReadonlyMap<unknown, string>, top = false): unknown {
  const name = top ? undefined : names.get(schema)
  if (name !== undefined) return reference(name)
  if (Array.isArray(schema)) return schema.map(inner => withReferences(inner, names))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, withReferences(inner, names)]))
}

const languageHeader: Part = {
  name: 'X-Language',
  in: 'header',
  description: 'The language of the texts. Default: the one of who asks, else of the server.',
  schema: { type: 'string', enum: ['en-us', 'zh-cn'] },
}

const lastEventIdHeader: Part = {
  name: 'Last-Event-ID',
  in: 'header',
  description:
    'Of a stream: id of the last event that was read, instead of `after`; nothing behind it is missed.',
  schema: { type: 'integer', minimum: 0 },
}

function parameters(route: Route, named: Named): readonly Part[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(route.query.properties).map(([name, schema]: [string, TSchema]) => ({
    name,
    in: 'query',
    required: !IsOptional(schema),
    // A list is one text with commas.
    ...('items' in schema ? { explode: false } : {}),
    schema: named(schema),
  }))
  return [...inPath, ...inQuery, languageHeader, ...(route.stream === null ? [] : [lastEventIdHeader])]
}

function operation(route: Route, dialect: Dialect, named: Named): Part {
  return {
    operationId: route.id,
    summary: route.summary,
    parameters: parameters(route, named),
    ...(route.body === null
      ? {}
      : { requestBody: { required: route.bodyRequired, ...bodyContent(named(route.body)) } }),
    responses: responses(route, dialect.refusalSchema, named),
    ...(route.open ? { security: [] } : {}),
  }
}

/** What is posted to whoever has asked for it. */
function posted({ name, summary, schema }: PostedMessage, named: Named): Part {
  const post = {
    summary,
    requestBody: { required: true, ...bodyContent(named(schema)) },
    responses: { '2XX': { description: 'It was taken; anything else is tried again.' } },
    security: [],
  }
  return { [name]: { post } }
}

const signature: Part = {
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  description: 'SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…; as the official SDKs sign.',
}

const userToken: Part = {
  type: 'apiKey',
  in: 'header',
  name: 'X-Auth-Token',
  description: 'The token of a user, as POST /v3/auth/tokens gives it in X-Subject-Token.',
}

const bearer: Part = { type: 'http', scheme: 'bearer' }

const session: Part = {
  type: 'apiKey',
  in: 'cookie',
  name: 'stepwell-session-{server}',
  description:
    'Set by POST /v1/session, under a name of the server’s own, with `__Host-` in front of it over TLS. What changes something has to come from a page of the server itself.',
}

/** A dialect's OpenAPI 3.1 document, made from its routes. */
export function openApiDocument(dialect: Dialect, version: string): Part {
  const names = new Map<unknown, string>(
    Object.entries(dialect.schemas).map(([name, schema]) => [schema, name]),
  )
  const named: Named = schema => withReferences(schema, names)
  const paths: Record<string, Record<string, Part>> = {}
  for (const route of dialect.routes)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, dialect, named)
  const schemes = { signature, userToken, ...(dialect.acceptsBearer ? { bearer, session } : {}) }
  return {
    openapi: '3.1.0',
    info: { title: dialect.title, version },
    paths,
    ...(dialect.posted === undefined ? {} : { webhooks: posted(dialect.posted, named) }),
    components: {
      schemas: Object.fromEntries(
        Object.entries(dialect.schemas).map(([name, schema]) => [name, withReferences(schema, names, true)]),
      ),
      securitySchemes: schemes,
    },
    security: Object.keys(schemes).map(scheme => ({ [scheme]: [] })),
  }
}
