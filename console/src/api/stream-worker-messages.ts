import type { Language } from '../../../src/core/words.ts'
import type { StreamState } from './event-stream.ts'
import type { LiveEvent } from './native.generated.ts'

/** What a window tells the worker that follows events for all of them. */
export type ToStreamWorker = { readonly follow: Language } | 'leave'

/** What a window is told by it. */
export type FromStreamWorker =
  | { readonly event: LiveEvent }
  | { readonly state: StreamState }
  /** Nobody is signed in any more. */
  | { readonly refused: true }
