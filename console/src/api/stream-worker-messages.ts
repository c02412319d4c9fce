import type { Language } from '../../../src/core/words.ts'
import type { RefusalBody } from './call.ts'
import type { StreamState } from './event-stream.ts'
import type { LiveEvent } from './native.generated.ts'

/** What a window tells the worker that follows events for all of them. */
export type ToStreamWorker = { readonly follow: Language } | 'leave'

/** What a window is told by it. */
export type FromStreamWorker =
  | { readonly event: LiveEvent }
  | StreamStanding
  /** Nobody is signed in any more. */
  | 'signed out'

/** How a stream stands, also told to a window that comes later. */
export type StreamStanding = { readonly state: StreamState } | { readonly refusal: RefusalBody }
