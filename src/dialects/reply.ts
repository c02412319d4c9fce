export const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const
export type Method = (typeof methods)[number]

/** What is sent back. */
export interface Reply {
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  /** What becomes the JSON; with a `contentType`, the text that is sent as it is. Undefined: nothing is sent. */
  readonly body: unknown
  /** Left out: JSON. */
  readonly contentType?: string
}
