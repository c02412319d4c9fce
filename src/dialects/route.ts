import { Type, type TObject, type TSchema } from 'typebox'
import type { Answer, Question, QuestionName } from './question.ts'
import type { Method, Reply } from './reply.ts'
import { readBody, readQuery } from './request-values.ts'
import type { Shown } from './shown.ts'
import type { SeenEvent, ViewContext } from './view.ts'

/** A request as the wire gives it to a dialect. */
export interface DialectRequest {
  /** Values of the `{name}`s of the path, decoded. */
  readonly path: { readonly [name: string]: string }
  /** Names and values of the query, decoded, in the order sent. */
  readonly query: readonly (readonly [name: string, value: string])[]
  /** The parsed JSON; undefined: there is none. */
  readonly body: unknown
}

/** What a status of a route's answers means. */
export interface AnswerDescription {
  readonly description: string
  readonly schema: TSchema
  /** Left out: JSON. */
  readonly contentType?: string
}

/** The schema of an answer that has no body. */
export const nothing: TSchema = Type.Undefined()

/** An answer that says all by its status. */
export const noContent = (description: string): AnswerDescription => ({ description, schema: nothing })

/** What the document says about a route. */
export interface RouteDescription {
  readonly method: Method
  /** As in `/v1/tasks/{id}`. */
  readonly path: string
  /** Its name in the document; unique within the dialect. */
  readonly id: string
  readonly summary: string
  /** True: nobody has to say who asks. */
  readonly open: boolean
  readonly query: TObject
  /** Null: no body is read. */
  readonly body: TSchema | null
  /** False: the body may be left out. */
  readonly bodyRequired: boolean
  readonly answers: { readonly [status: number]: AnswerDescription }
}

/** How a route answers who accepts `text/event-stream`: with what happens, a message an event. Its functions are pure. */
export interface RouteStream<Name extends QuestionName = QuestionName> {
  /** Whose events, by what would have been asked for a page. */
  follow(question: Question<Name>): Question<'follow'>
  /** What becomes the JSON of a message. */
  message(seen: SeenEvent, context: ViewContext): unknown
  /** Of a message. */
  readonly schema: TSchema
}

/** One route of a dialect: how a request becomes a question, and its answer a reply. Its functions are pure. */
export interface Route<Name extends QuestionName = QuestionName> extends RouteDescription {
  readonly question: Name
  /** Whether its answer shows what is never shown again, not even to the same signed request sent twice. */
  readonly showsSecret: boolean
  /** Throws a StepwellError. */
  parse(request: DialectRequest): Question<Name>
  render(answer: Answer<Name>, context: ViewContext): Reply
  /**
   * Names the view of an answer: as long as it is the same, `render` gives the same, in one language, in the same forms and
   * to one class of caller (administrator or not). So a view is rendered once, and who has it is not sent it again. Null: it is rendered
   * every time. A route without it renders always.
   */
  version?(answer: Answer<Name>, context: ViewContext): string | null
  /** In how many whole seconds it makes sense to ask again; null: nothing is expected. A route without it tells nobody. */
  retryAfterSeconds?(answer: Answer<Name>, context: ViewContext): number | null
  /** Null: it gives no stream. */
  readonly stream: RouteStream<Name> | null
}

/** A request whose query and body were held to the route's schemas. */
export interface CheckedRequest<Query extends TObject, Body extends TSchema> extends Pick<
  DialectRequest,
  'path'
> {
  readonly query: Shown<Query>
  readonly body: Shown<Body>
}

/** A path's `{name}`, which the template guarantees. */
export const pathValue = (request: Pick<DialectRequest, 'path'>, name: string): string => request.path[name]!

/** Makes a route: its query and body are checked by the schemas that also document them. */
export function route<Name extends QuestionName, Query extends TObject, Body extends TSchema>(
  options: Omit<RouteDescription, 'open' | 'query' | 'body' | 'bodyRequired'> & {
    readonly question: Name
    readonly open?: boolean
    /** Default: false. */
    readonly showsSecret?: boolean
    /** Default: no parameters, and any are refused. */
    readonly query?: Query
    readonly body?: Body
    readonly bodyRequired?: boolean
    readonly parse: (request: CheckedRequest<Query, Body>) => Question<Name>
    readonly render: (answer: Answer<Name>, context: ViewContext) => Reply
    readonly version?: (answer: Answer<Name>, context: ViewContext) => string | null
    readonly retryAfterSeconds?: (answer: Answer<Name>, context: ViewContext) => number | null
    readonly stream?: RouteStream<Name>
  },
): Route<Name> {
  const query = options.query ?? Type.Object({}, { additionalProperties: false })
  const { open = false, body = null, bodyRequired = body !== null } = options
  return {
    stream: null,
    showsSecret: false,
    ...options,
    query,
    open,
    body,
    bodyRequired,
    parse: sent =>
      options.parse({
        path: sent.path,
        query: readQuery(query, sent.query) as Shown<Query>,
        body: (body === null ? undefined : readBody(body, bodyRequired, sent.body)) as Shown<Body>,
      }),
  }
}

/** Has a route take a value of the query that is left empty for none: clients send so what nobody has set. */
export const withoutEmpty = <Name extends QuestionName>(made: Route<Name>): Route<Name> => ({
  ...made,
  parse(request) {
    const isComplete = request.query.every(([, value]) => value !== '')
    if (isComplete) return made.parse(request)
    return made.parse({ ...request, query: request.query.filter(([, value]) => value !== '') })
  },
})
