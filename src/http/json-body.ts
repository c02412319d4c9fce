import { headerValues } from '../access/request-headers.ts'
import { StepwellError } from '../core/error.ts'
import { malformed, type Incoming } from './incoming.ts'

/** How deep a body may be nested: beyond it, writing it down again could exhaust the stack. */
const deepest = 64

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(inner => isDeeper(inner, levels - 1))
}

const jsonType = /^application\/json\s*(;|$)/i

/** The JSON of a body; undefined: there is none. Throws `unsupported_content_type` or `invalid_request`. */
export function jsonBody({ headers, body }: Pick<Incoming, 'headers' | 'body'>): unknown {
  if (body.length === 0) return undefined
  const [contentType = ''] = headerValues(headers, 'content-type')
  if (!jsonType.test(contentType))
    throw new StepwellError('unsupported_content_type', { contentType: contentType || '-' })
  const value = parse(body)
  if (isDeeper(value, deepest)) throw malformed('tooDeep')
  return value
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw malformed('notJson')
  }
}
