import type { RawHeaders } from '../access/raw-headers.ts'
import { StepwellError } from '../core/error.ts'
import { problemWords } from '../words/problems.ts'

/** A request as it came over the wire. */
export interface Incoming {
  readonly id: string
  readonly method: string
  /** Path and query as sent, undecoded. */
  readonly rawUrl: string
  readonly headers: RawHeaders
  /** Where it comes from, an IP address; null: not known. */
  readonly address: string | null
  readonly body: Uint8Array
  /** Values of the path's parameters, decoded. */
  readonly path: { readonly [name: string]: string }
}

/** A refusal of something that has no place but the request as a whole. */
export const malformed = (words: keyof typeof problemWords): StepwellError =>
  new StepwellError('invalid_request', {}, { problems: [{ path: '', message: problemWords[words] }] })

/** Pairs of the flat list that Node gives. */
export function headerPairs(flat: readonly string[]): RawHeaders {
  const pairs: (readonly [string, string])[] = []
  for (let index = 0; index + 1 < flat.length; index += 2) pairs.push([flat[index]!, flat[index + 1]!])
  return pairs
}

/** The path of an address, undecoded. */
export const rawPath = (rawUrl: string): string => rawUrl.split('?', 1)[0]!

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw malformed('badPercentEncoding')
  }
}

/** Names and values of a query, decoded, in the order sent. Throws `invalid_request`. */
export function queryPairs(rawUrl: string): readonly (readonly [name: string, value: string])[] {
  const mark = rawUrl.indexOf('?')
  if (mark < 0) return []
  return rawUrl
    .slice(mark + 1)
    .split('&')
    .filter(part => part !== '')
    .map(part => {
      const equals = part.indexOf('=')
      return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))]
    })
}
