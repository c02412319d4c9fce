import { isDeepStrictEqual } from 'node:util'
import type { Authenticated } from '../access/caller.ts'
import { requestedLanguage } from '../access/caller.ts'
import { headerValues } from '../access/request-headers.ts'
import { refusalTexts } from '../access/refusal.ts'
import { createReplayMemory, defaultReplayBounds, type ReplayBounds } from '../access/replay.ts'
import type { Caller } from '../core/caller.ts'
import { isCode, StepwellError, type ErrorCode } from '../core/error.ts'
import type { Language } from '../core/words.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { QuestionName } from '../dialects/question.ts'
import { refusalOf } from '../dialects/refusal.ts'
import type { Route } from '../dialects/route.ts'
import type { ViewContext } from '../dialects/view.ts'
import { wireForms, type FormSettings } from '../dialects/wire-forms.ts'
import { replayWords } from '../words/problems.ts'
import type { AccessKeys } from './access-keys.ts'
import type { Answers } from './answers.ts'
import { candidateOf, dialectOfHost, dialectOfPlace, type Candidate } from './choose.ts'
import { acceptsEvents, lastEventId } from './event-request.ts'
import type { StreamOpening } from './event-streams.ts'
import { rawPath, type Incoming } from './incoming.ts'
import type { Permits } from './permit.ts'
import { createReadQuestion } from './read-question.ts'
import { requireKnown } from './route-permission.ts'
import type { ServiceNamed } from './service-named.ts'
import { createShow, type ShownAnswer } from './show.ts'

/** What goes back over the wire. */
export interface Outgoing {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  /** JSON, unless a header names another type; '' where there is no body. */
  readonly text: string
  /** What goes on behind the head, without end; null: nothing does. */
  readonly stream: StreamOpening | null
  /** Who asked, for the log; null: nobody who is known. */
  readonly caller: Caller | null
  readonly dialect: string
  /** Id of the route in its dialect; null: the request came to none. */
  readonly route: string | null
  /** What it was refused for, for the log: a code of ours, and the reason of one that has several. Null: it was not. */
  readonly refused: { readonly code: ErrorCode; readonly reason: string | null } | null
}

export interface ResponderParts {
  readonly dialects: readonly Dialect[]
  readonly answers: Answers
  readonly keys: Pick<AccessKeys, 'authenticate' | 'inProject'>
  readonly permits: Permits
  readonly serviceNamed: ServiceNamed
  /** The server's language, where neither the request nor its caller has one. */
  readonly language: Language
  readonly forms: FormSettings
  /** What of the server decides how things are shown: views of another one are others. */
  readonly release: string
  readonly now: () => number
  readonly userName: ViewContext['userName']
  readonly replayBounds?: ReplayBounds
  /** Told of what is no refusal but a fault of ours. */
  readonly failed: (error: unknown, requestId: string) => void
}

/** Who asks where nobody has to say: sees no project. */
const nobody: Caller = { accessKey: '', project: '', administrator: false, language: null }

/** Who was let in. */
interface LetIn extends Omit<Authenticated, 'ok'> {
  /** Why who asks has nothing to do in the project that is asked; null: it is the caller's. */
  readonly misplaced: Error | null
}

/** Answers requests. Never throws: what goes wrong is a refusal in the form of the dialect. */
export interface Responder {
  /** Answers by one of the routes at the request's place. */
  respond(incoming: Incoming, candidates: readonly Candidate[]): Promise<Outgoing>
  /** Refuses what came to no route, or could not be read. */
  refuse(incoming: Omit<Incoming, 'body' | 'path' | 'address'>, error: unknown): Outgoing
}

/** Puts dialects, answers and access together. */
export function createResponder(parts: ResponderParts): Responder {
  const { dialects, answers, keys, permits, now } = parts
  requireKnown(dialects)
  const readQuestion = createReadQuestion()
  const show = createShow(parts.release)
  const replays = createReplayMemory<Outgoing>(
    parts.replayBounds ?? defaultReplayBounds,
    sent => sent.text.length,
  )

  const languageOf = ({ headers }: Pick<Incoming, 'headers'>, caller: Caller | null): Language =>
    requestedLanguage(headers) ?? caller?.language ?? parts.language

  function refusedBy(
    { dialect, route }: Place,
    incoming: Omit<Incoming, 'body' | 'path' | 'address'>,
    error: unknown,
    caller: Caller | null,
  ) {
    const refusal = refusalOf(error, languageOf(incoming, caller), incoming.id)
    if (refusal.code === 'internal' || refusal.code === 'store_unavailable') parts.failed(error, incoming.id)
    const parameters = { ...refusal.parameters, document: dialect.documentPath }
    const { status, headers = {}, body } = dialect.renderRefusal({ ...refusal, parameters })
    const {
      code,
      parameters: { reason = null },
    } = refusal
    const refused = { code, reason: reason === null ? null : String(reason) }
    return {
      ...outgoing({ dialect, route }, { status, headers, text: JSON.stringify(body) }, caller),
      refused,
    }
  }

  /** Who asks. Throws `unauthenticated`. */
  async function letIn({ dialect, route }: Candidate, incoming: Incoming): Promise<LetIn> {
    const { address } = incoming
    if (route.open) return placed(incoming, { ...nobody, address }, null)
    const demands = { allowBearer: dialect.acceptsBearer, routeReadsBody: route.body !== null }
    const verdict = await keys.authenticate(incoming, demands)
    if (verdict.ok) return placed(incoming, { ...verdict.caller, address }, verdict.signed)
    const { reason } = verdict
    throw new StepwellError('unauthenticated', { reason, why: refusalTexts[reason] })
  }

  /** Who asks, in the project that is asked where there is anything to do for it. */
  function placed({ path }: Incoming, caller: Caller, signed: LetIn['signed']): LetIn {
    try {
      const there = keys.inProject(caller, path['project_id'] ?? caller.project)
      return { caller: there, signed, misplaced: null }
    } catch (error) {
      return { caller, signed, misplaced: error as Error }
    }
  }

  async function answer<Name extends QuestionName>(
    dialect: Dialect,
    route: Route<Name>,
    incoming: Incoming,
    { caller, misplaced }: LetIn,
  ): Promise<Outgoing> {
    const asked = readQuestion(dialect, route, incoming)
    // After the form of the request: an id that is none belongs to no project.
    if (misplaced !== null) throw misplaced
    const place = { dialect: dialect.name, route: route.id, question: route.question }
    const question = route.open ? asked : await permits.permit(place, asked, caller)
    const known = route.open ? null : caller
    if (route.stream !== null && acceptsEvents(incoming.headers)) {
      const { follow, message } = route.stream
      const followed = follow(question)
      const afterId = lastEventId(incoming.headers) ?? followed.afterId
      const scope = await answers.follow(caller, { ...followed, afterId })
      const isPermitted = () => isAllowed(permits.permit(place, asked, caller), question)
      const context = contextOf(incoming, caller)
      const stream = { scope, message, context, caller, isPermitted, requestId: incoming.id }
      return { ...outgoing({ dialect, route }, { status: 200, headers: {}, text: '' }, known), stream }
    }
    const given = await answers[route.question](caller, question)
    const shown = show(dialect, route, given, contextOf(incoming, caller), incoming.headers)
    return outgoing({ dialect, route }, shown, known)
  }

  /** As things are shown to who asks, now. */
  function contextOf(incoming: Incoming, caller: Caller): ViewContext {
    const [userAgent = ''] = headerValues(incoming.headers, 'user-agent')
    return {
      language: languageOf(incoming, caller),
      forms: wireForms(parts.forms, userAgent),
      administrator: caller.administrator,
      userName: parts.userName,
      mayAct: (action, seen) => permits.mayAct(caller, action, seen),
      now: now(),
    }
  }

  /** Answers once: the same signed change sent again gets the first answer, and nothing is done twice. */
  function once(
    signed: NonNullable<LetIn['signed']>,
    { user }: Caller,
    { showsSecret }: Pick<Route, 'showsSecret'>,
    act: () => Promise<Outgoing>,
  ): Promise<Outgoing> {
    const outcome = replays.answerOnce({ ...signed, caller: user?.id ?? '' }, now(), act, showsSecret)
    if ('answer' in outcome) return outcome.answer
    const why = replayWords[outcome.kind]
    throw new StepwellError('unauthenticated', { reason: outcome.kind, why })
  }

  async function respond(incoming: Incoming, candidates: readonly Candidate[]): Promise<Outgoing> {
    const named = dialectOfHost(dialects, incoming.headers)
    const fitting = named === null ? candidates : candidates.filter(({ dialect }) => dialect === named)
    const [first] = fitting
    if (first === undefined) return refuse(incoming, noRoute(incoming))
    let place: Candidate = first
    let known: Caller | null = null
    try {
      const who = await letIn(first, incoming)
      if (fitting.length > 1)
        place = await candidateOf(fitting, incoming, id => parts.serviceNamed(who.caller, id))
      const { dialect, route } = place
      const act = (): Promise<Outgoing> => answer(dialect, route, incoming, who)
      known = route.open ? null : who.caller
      if (who.signed === null || incoming.method === 'GET') return await act()
      const asker = known
      return await once(who.signed, who.caller, route, () =>
        act().catch((error: unknown) => refusedBy(place, incoming, error, asker)),
      )
    } catch (error) {
      return refusedBy(place, incoming, error, known)
    }
  }

  function refuse(incoming: Omit<Incoming, 'body' | 'path' | 'address'>, error: unknown): Outgoing {
    const { method, rawUrl, headers } = incoming
    const dialect =
      dialectOfHost(dialects, headers) ?? dialectOfPlace(dialects, { method, path: rawPath(rawUrl) })
    return refusedBy({ dialect, route: null }, incoming, error, null)
  }

  return { respond, refuse }
}

/** Whether policies allow as much as they did; whatever else went wrong is thrown. */
async function isAllowed(permitted: Promise<unknown>, before: unknown): Promise<boolean> {
  try {
    return isDeepStrictEqual(await permitted, before)
  } catch (error) {
    if (isCode(error, 'forbidden')) return false
    throw error
  }
}

/** The refusal of a place where nothing is. */
export const noRoute = ({ method, rawUrl }: Pick<Incoming, 'method' | 'rawUrl'>): StepwellError =>
  new StepwellError('route_not_found', { method, path: rawPath(rawUrl).slice(0, 200) })

/** What a request came to. */
interface Place {
  readonly dialect: Dialect
  /** Null: nothing is there. */
  readonly route: Pick<Route, 'id'> | null
}

function outgoing(
  { dialect: { name, acceptsBearer }, route }: Place,
  { status, headers, text }: ShownAnswer,
  caller: Caller | null,
): Outgoing {
  const challenge = acceptsBearer ? 'Bearer, SDK-HMAC-SHA256' : 'SDK-HMAC-SHA256'
  return {
    status,
    headers: status === 401 ? { ...headers, 'WWW-Authenticate': challenge } : headers,
    text,
    stream: null,
    caller,
    dialect: name,
    route: route?.id ?? null,
    refused: null,
  }
}
