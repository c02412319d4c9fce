import type { TSchema } from 'typebox'
import { nothing, type AnswerDescription, type Route } from './route.ts'

/** A value of a document that becomes JSON. */
export type Part = { readonly [name: string]: unknown }

/** Puts the name of a schema where it has one. */
export type Named = (schema: unknown) => unknown

/** A body: JSON, unless it is told to be something else. */
export const bodyContent = (schema: unknown, contentType = 'application/json'): Part => ({
  content: { [contentType]: { schema } },
})

const header = (description: string, type = 'string'): Part => ({ description, schema: { type } })

const requestId = { 'X-Request-Id': header("Names the request in the server's log.") }
const etag = {
  ETag: header('Names what is shown; give it as If-None-Match to be answered 304 while it is the same.'),
}
const retryAfter = {
  'Retry-After': header(
    'In how many seconds it makes sense to ask again; not there once nothing is expected.',
    'integer',
  ),
}

/** What a stream's messages are. */
const streamed =
  "Or, to who accepts `text/event-stream`, server-sent events without end: each message's `id` is the event's, its " +
  '`event` the type, its `data` one line of JSON.'

/** The answer of one status, as a document describes it. */
function response(
  { description, schema, contentType }: AnswerDescription,
  headers: Part,
  named: Named,
): Part {
  const head = { description, headers: { ...requestId, ...headers } }
  return schema === nothing ? head : { ...head, ...bodyContent(named(schema), contentType) }
}

function goodResponse(route: Route, answer: AnswerDescription, named: Named): Part {
  const headers = {
    ...(route.version === undefined ? {} : etag),
    ...(route.retryAfterSeconds === undefined ? {} : retryAfter),
  }
  const { stream } = route
  if (stream === null) return response(answer, headers, named)
  const described = { ...answer, description: `${answer.description} ${streamed}` }
  const { content, ...page } = response(described, headers, named)
  return {
    ...page,
    content: { ...(content as Part), 'text/event-stream': { schema: named(stream.schema) } },
  }
}

/** All answers of a route by status, and what every refusal is. */
export function responses(route: Route, refusalSchema: TSchema, named: Named): Part {
  const answers = Object.entries(route.answers).map(([status, answer]) => [
    status,
    status === '200' ? goodResponse(route, answer, named) : response(answer, {}, named),
  ])
  const unchanged = { description: 'It is as If-None-Match names it.', headers: { ...requestId, ...etag } }
  return {
    ...Object.fromEntries(answers),
    ...(route.version === undefined ? {} : { 304: unchanged }),
    default: response({ description: 'A refusal.', schema: refusalSchema }, {}, named),
  }
}
