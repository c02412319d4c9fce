import { headerValues } from '../access/request-headers.ts'
import { StepwellError } from '../core/error.ts'
import { malformed, type Incoming } from './incoming.ts'

/** How deep a body may be nested: beyond it, writing it down again could exhaust the stack. */
const deepest = 64

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(inner => isDeeper(inner, levels - 1))
}

/** Whether a body of this type, packed like this, is JSON as it is: in UTF-8, as JSON is, and not packed. */
function isPlainJson(contentType: string, encoding: string): boolean {
  const [type, ...parameters] = contentType.split(';').map(part => part.trim().toLowerCase())
  const isOtherwise = parameters.some(
    each => each.startsWith('charset=') && !/^charset="?utf-?8"?$/.test(each),
  )
  return type === 'application/json' && !isOtherwise && encoding === 'identity'
}

/** The JSON of a body; undefined: there is none. Throws `unsupported_content_type` or `invalid_request`. */
export function jsonBody({ headers, body }: Pick<Incoming, 'headers' | 'body'>): unknown {
  if (body.length === 0) return undefined
  const [contentType = ''] = headerValues(headers, 'content-type')
  const [encoding = 'identity'] = headerValues(headers, 'content-encoding')
  if (!isPlainJson(contentType, encoding.toLowerCase())) {
    const packed = encoding === 'identity' ? '' : ` (${encoding})`
    throw new StepwellError('unsupported_content_type', { contentType: `${contentType || '-'}${packed}` })
  }
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
