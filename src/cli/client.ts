import type { Action } from '../core/actions.ts'
import type { Language } from '../core/words.ts'
import type { LogPage } from '../dialects/native/log-schema.ts'
import type { ErrorBody } from '../dialects/native/error-schema.ts'
import type { TaskEventList } from '../dialects/native/event-schema.ts'
import type {
  EventList,
  InstanceList,
  InstanceView,
  NewInstanceBody,
  OperationList,
  OperationView,
  SubmissionBody,
  TaskList,
  TaskView,
} from '../dialects/native/schema.ts'
import { createAccountClient, type AccountClient } from './account-client.ts'
import { noToken, type Connection } from './connection.ts'
import { eventStreamType, messagesIn, type StreamMessage } from './events/stream-messages.ts'
import { CommandFailure } from './failure.ts'
import { send, sendForStream, type Answer } from './send.ts'
import { tokenHeader } from './token-header.ts'
import { createWebhookClient, type WebhookClient } from './webhook-client.ts'

/** Which tasks are asked for. */
export interface TaskQuery {
  readonly service?: string | undefined
  readonly instance?: string | undefined
  readonly operation?: string | undefined
  readonly status?: string | undefined
  readonly limit?: number
  readonly after?: string | undefined
}

/** Which lines of a log are asked for. */
export interface LogQuery {
  readonly step: string | undefined
  readonly after: number
  readonly limit: number
}

/** The server's native API. Every function throws a {@link CommandFailure} when it does not get what it asks for. */
export interface Client {
  submit(body: SubmissionBody): Promise<TaskView>
  tasks(query: TaskQuery): Promise<TaskList>
  task(id: string, signal?: AbortSignal): Promise<TaskView>
  /** Asks something of a task, and gives it as it is then. */
  change(id: string, action: Action, body: object): Promise<TaskView>
  /** Of a task, or of all (null). */
  events(id: string | null, after: number, limit: number): Promise<EventList | TaskEventList>
  /** Events behind an id as they happen, without end; null: what the server begins with. */
  follow(id: string | null, after: number | null, signal: AbortSignal): AsyncIterable<StreamMessage>
  logs(id: string, query: LogQuery, signal?: AbortSignal): Promise<LogPage>
  /** A task's history as JSON lines. */
  trace(id: string): Promise<string>
  operations(): Promise<OperationList>
  operation(name: string): Promise<OperationView>
  addInstance(body: NewInstanceBody): Promise<InstanceView>
  instances(service: string | undefined): Promise<InstanceList>
  instance(idOrName: string): Promise<InstanceView>
  removeInstance(idOrName: string): Promise<void>
  readonly accounts: AccountClient
  readonly webhooks: WebhookClient
}

/** Makes a client that answers people in a language. Throws a {@link CommandFailure} if there is no token. */
export function createClient(connection: Connection, language: Language): Client {
  const { token } = connection
  if (token === null) throw noToken(connection)
  const asking = { ...tokenHeader(token), 'X-Language': language }

  function exchange(
    method: string,
    path: string,
    body: object | null,
    signal?: AbortSignal,
  ): Promise<Answer> {
    return send({
      method,
      url: new URL(`/v1${path}`, connection.url),
      headers: {
        Accept: 'application/json',
        ...asking,
        ...(body === null ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === null ? null : JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    })
  }
  const ask = async (...asked: Parameters<typeof exchange>): Promise<unknown> =>
    contentOf(await exchange(...asked), connection.url)
  async function* follow(path: string, after: number | null, signal: AbortSignal) {
    const answer = await sendForStream(
      {
        method: 'GET',
        url: new URL(`/v1${path}`, connection.url),
        headers: {
          Accept: eventStreamType,
          ...asking,
          ...(after === null ? {} : { 'Last-Event-ID': String(after) }),
        },
        body: null,
        signal,
      },
      eventStreamType,
    )
    if (!(Symbol.asyncIterator in answer)) {
      contentOf(answer, connection.url)
      throw new CommandFailure('error.notStepwell', { url: connection.url, status: answer.status })
    }
    yield* messagesIn(answer)
  }
  const get = <Content>(path: string, signal?: AbortSignal): Promise<Content> =>
    ask('GET', path, null, signal) as Promise<Content>
  const post = <Content>(path: string, body: object): Promise<Content> =>
    ask('POST', path, body) as Promise<Content>
  const remove = <Content>(path: string, body: object | null): Promise<Content> =>
    ask('DELETE', path, body) as Promise<Content>

  return {
    submit: body => post('/tasks', body),
    tasks: query => get(`/tasks${queryText(query)}`),
    task: (id, signal) => get(`/tasks/${encodeURIComponent(id)}`, signal),
    change(id, action, body) {
      const path = `/tasks/${encodeURIComponent(id)}`
      return action === 'delete' ? remove(path, body) : post(`${path}/${action}`, body)
    },
    events: (id, after, limit) => get(`${eventsPath(id)}${queryText({ after, limit })}`),
    follow: (id, after, signal) => follow(eventsPath(id), after, signal),
    logs: (id, query, signal) => get(`/tasks/${encodeURIComponent(id)}/logs${queryText(query)}`, signal),
    async trace(id) {
      const answer = await exchange('GET', `/tasks/${encodeURIComponent(id)}/trace`, null)
      return linesOf(answer, connection.url)
    },
    operations: () => get('/operations'),
    operation: name => get(`/operations/${encodeURIComponent(name)}`),
    addInstance: body => post('/instances', body),
    instances: service => get(`/instances${queryText({ service })}`),
    instance: idOrName => get(`/instances/${encodeURIComponent(idOrName)}`),
    async removeInstance(idOrName) {
      await remove(`/instances/${encodeURIComponent(idOrName)}`, null)
    },
    accounts: createAccountClient(ask),
    webhooks: createWebhookClient(ask),
  }
}

const eventsPath = (id: string | null): string =>
  id === null ? '/events' : `/tasks/${encodeURIComponent(id)}/events`

/** The JSON of an answer. Throws a {@link CommandFailure} for a refusal, which is of the native API unless told otherwise. */
export function contentOf(
  answer: Answer,
  url: string,
  findRefusal: (content: unknown, answer: Answer) => ErrorBody['error'] | null = refusalIn,
): unknown {
  if (answer.status === 204) return null
  const content = parse(answer.text)
  if (answer.status < 400 && typeof content === 'object' && content !== null) return content
  const lost = answer.status >= 502 && answer.status <= 504
  const refusal = findRefusal(content, answer)
  if (refusal === null)
    throw new CommandFailure('error.notStepwell', { url, status: answer.status }, { lost })
  throw new CommandFailure('error.refused', { code: refusal.code, status: answer.status }, { lost, refusal })
}

/** JSON lines as they came. */
function linesOf(answer: Answer, url: string): string {
  const { status, text } = answer
  if (status < 400 && (text === '' || (text.startsWith('{') && text.endsWith('}\n')))) return text
  contentOf(answer, url)
  throw new CommandFailure('error.notStepwell', { url, status })
}

function refusalIn(content: unknown): ErrorBody['error'] | null {
  const error = (content as Partial<ErrorBody> | null)?.error
  return typeof error?.code === 'string' && typeof error.message === 'string' ? error : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function queryText(query: object): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}
