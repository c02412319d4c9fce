import type { RequestHeaders } from '../access/request-headers.ts'
import { StepwellError } from '../core/error.ts'
import { problemWords } from '../words/problems.ts'

/** A request as it came over the wire. */
export interface Incoming {
  readonly id: string
  readonly method: string
  /** Path and query as sent, undecoded. */
  readonly rawUrl: string
  readonly headers: RequestHeaders
  /** Where it comes from, an IP address; null: not known. */
  readonly address: string | null
  readonly body: Uint8Array
  /** Values of the path's parameters, decoded. */
  readonly path: { readonly [name: string]: string }
}

/** A refusal of something that has no place but the request as a whole. */
export const malformed = (words: keyof typeof problemWords): StepwellError =>
  new StepwellError('invalid_request', {}, { problems: [{ path: '', message: problemWords[words] }] })

/** The path of an address, undecoded. */
export function rawPath(rawUrl: string): string {
  const mark = rawUrl.indexOf('?')
  return mark < 0 ? rawUrl : rawUrl.slice(0, mark)
}

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
  const query = rawUrl.slice(mark + 1)
  const read = /[%+]/.test(query) ? decode : (text: string): string => text
  return query
    .split('&')
    .filter(part => part !== '')
    .map(part => {
      const equals = part.indexOf('=')
      return equals < 0 ? [read(part), ''] : [read(part.slice(0, equals)), read(part.slice(equals + 1))]
    })
}
