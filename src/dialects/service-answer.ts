import type { Method, Reply } from './reply.ts'
import type { ViewContext } from './view.ts'

/** An answer of the API of a service, and how it is asked for. */
export interface ServiceAnswer {
  /** Name of the dialect. */
  readonly dialect: string
  readonly method: Method
  /** As it is sent, with its values encoded. */
  readonly path: string
  /** Renders it, by the dialect's own route. */
  readonly reply: (context: ViewContext) => Reply
}
