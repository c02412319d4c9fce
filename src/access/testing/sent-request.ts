import { indexHeaders, type RequestHeaders } from '../request-headers.ts'
import type { WireRequest } from '../signature.ts'

/** Headers as a client sends them, one after the other: what tests spoil. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[]

/** A request as a client sends it. */
export interface SentRequest extends Omit<WireRequest, 'headers'> {
  readonly headers: HeaderPairs
}

/** Headers as they arrive. */
export const headersOf = (pairs: HeaderPairs): RequestHeaders => indexHeaders(pairs.flat())

/** A request as it arrives. */
export const received = (sent: SentRequest): WireRequest => ({ ...sent, headers: headersOf(sent.headers) })
