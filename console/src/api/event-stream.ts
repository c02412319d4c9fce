import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Language } from '../../../src/core/words.ts'
import { refusalIn, type RefusalBody } from './call.ts'
import type { LiveEvent } from './native.generated.ts'

/** How a stream stands: events come, or the server is away and is looked for. */
export type StreamState = 'live' | 'lost'

/** A stream of what happens to the tasks of the project. */
export interface EventStreamParts {
  readonly language: Language
  /** Id of the last event that is known; null: from now on. */
  readonly afterId: number | null
  readonly received: (event: LiveEvent) => void
  readonly changed: (state: StreamState) => void
  /** The server is there but gives no events, as to who may not see them; it is asked again. */
  readonly refused: (refusal: RefusalBody) => void
  /** Nobody is signed in any more: nothing more comes. */
  readonly signedOut: () => void
}

/** How a try to follow has ended. */
type StreamEnd = 'lost' | 'signed out' | RefusalBody

/** Nothing at all comes for so long (the server sends a comment every 15 s) only from a connection that is dead. */
const silentMs = 40_000
const shortestWaitMs = 500
const longestWaitMs = 5000

/**
 * Follows events until it is closed. It resumes behind the last event that came, however long the server was away: nothing
 * is missed. (The browser's EventSource cannot ask for a language.)
 */
export function followEvents(parts: EventStreamParts): { close(): void } {
  const closed = new AbortController()
  let lastId = parts.afterId
  let waitMs = shortestWaitMs

  async function readOnce(): Promise<StreamEnd> {
    const silence = new AbortController()
    let timer = setTimeout(() => silence.abort(), silentMs)
    const heard = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), silentMs)
    }
    try {
      const response = await fetch('/v1/events', {
        headers: {
          Accept: 'text/event-stream',
          'X-Language': parts.language,
          ...(lastId === null ? {} : { 'Last-Event-ID': String(lastId) }),
        },
        cache: 'no-store',
        signal: AbortSignal.any([closed.signal, silence.signal]),
      })
      if (response.status === 401) return 'signed out'
      // What stands before a server that is away refuses too, in other words.
      if (!response.ok) return refusalIn(await response.json()) ?? 'lost'
      if (response.body === null) return 'lost'
      parts.changed('live')
      waitMs = shortestWaitMs
      const messages = response.body
        .pipeThrough(
          new TransformStream<Uint8Array, Uint8Array>({
            transform(chunk, controller) {
              heard()
              controller.enqueue(chunk)
            },
          }),
        )
        .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
        .pipeThrough(new EventSourceParserStream())
      for await (const { id, data } of messages) {
        if (id !== undefined) lastId = Number(id)
        parts.received(JSON.parse(data) as LiveEvent)
      }
      return 'lost'
    } finally {
      clearTimeout(timer)
    }
  }

  async function follow(): Promise<void> {
    while (!closed.signal.aborted) {
      const end = await readOnce().catch(() => 'lost' as const)
      if (closed.signal.aborted) return
      if (end === 'signed out') return parts.signedOut()
      if (end === 'lost') parts.changed('lost')
      else parts.refused(end)
      await new Promise(resolve => setTimeout(resolve, waitMs))
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    }
  }

  void follow()
  return { close: () => closed.abort() }
}
