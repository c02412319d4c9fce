/** Runs once for all windows of a browser: follows events over one stream for each language that any of them wants. */
import type { Language } from '../../../src/core/words.ts'
import { followEvents } from './event-stream.ts'
import type { FromStreamWorker, StreamStanding, ToStreamWorker } from './stream-worker-messages.ts'

/** A stream and the windows that follow it. */
interface Shared {
  readonly ports: Set<MessagePort>
  /** Null: it is not known yet. */
  standing: StreamStanding | null
  close(): void
}

const streams = new Map<Language, Shared>()

function open(language: Language): Shared {
  const ports = new Set<MessagePort>()
  const tell = (message: FromStreamWorker): void => {
    for (const port of ports) port.postMessage(message)
  }
  const stand = (standing: StreamStanding): void => {
    shared.standing = standing
    tell(standing)
  }
  const stream = followEvents({
    language,
    afterId: null,
    received: event => tell({ event }),
    changed: state => stand({ state }),
    refused: refusal => stand({ refusal }),
    signedOut() {
      tell('signed out')
      end(language)
    },
  })
  const shared: Shared = { ports, standing: null, close: stream.close }
  streams.set(language, shared)
  return shared
}

function end(language: Language): void {
  streams.get(language)?.close()
  streams.delete(language)
}

function follow(port: MessagePort, language: Language): void {
  const shared = streams.get(language) ?? open(language)
  shared.ports.add(port)
  // Whoever comes later missed how it stands; from here on it hears of every event.
  if (shared.standing !== null) port.postMessage(shared.standing)
}

function leave(port: MessagePort): void {
  for (const [language, { ports }] of streams) if (ports.delete(port) && ports.size === 0) end(language)
}

// The types of a page do not know the event by which a window comes to a worker.
addEventListener('connect', event => {
  const [port] = (event as MessageEvent).ports as readonly [MessagePort]
  port.addEventListener('message', ({ data }: MessageEvent<ToStreamWorker>) =>
    data === 'leave' ? leave(port) : follow(port, data.follow),
  )
  // Where the browser tells that a window is gone which could not say so itself.
  port.addEventListener('close', () => leave(port))
  port.start()
})
