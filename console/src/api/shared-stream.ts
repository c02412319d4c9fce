import { followEvents, type EventStreamParts } from './event-stream.ts'
import type { FromStreamWorker, ToStreamWorker } from './stream-worker-messages.ts'

/**
 * Follows events until it is closed, over one stream for all windows: a browser has six connections for a server, and windows
 * that each held one would leave none to ask by. Who comes to a stream that is open hears of what happens from then on, not
 * of what was behind `afterId`: each time it is live, what is shown has to be read again. Where the browser has no workers
 * that windows share, or ours is gone from a server that was upgraded, the window follows a stream of its own.
 */
export function followShared(parts: EventStreamParts): { close(): void } {
  if (typeof SharedWorker === 'undefined') return followEvents(parts)
  const { language, received, changed, refused, signedOut } = parts
  const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), { type: 'module' })
  const { port } = worker
  const tell = (message: ToStreamWorker): void => port.postMessage(message)
  let own: { close(): void } | null = null
  let isClosed = false

  worker.addEventListener('error', () => {
    if (!isClosed) own ??= followEvents(parts)
  })
  port.addEventListener('message', ({ data }: MessageEvent<FromStreamWorker>) => {
    // One that was on its way when this window left.
    if (isClosed) return
    if (data === 'signed out') signedOut()
    else if ('event' in data) received(data.event)
    else if ('state' in data) changed(data.state)
    else refused(data.refusal)
  })
  // A window that is closed or loaded anew has no time for anything else; one that is only put aside may come back.
  const leave = (): void => tell('leave')
  const follow = (): void => tell({ follow: language })
  const comeBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) follow()
  }
  addEventListener('pagehide', leave)
  addEventListener('pageshow', comeBack)
  port.start()
  follow()
  return {
    close() {
      isClosed = true
      removeEventListener('pagehide', leave)
      removeEventListener('pageshow', comeBack)
      leave()
      port.close()
      own?.close()
    },
  }
}
