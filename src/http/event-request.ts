import { headerValues, type RequestHeaders } from '../access/request-headers.ts'
import { StepwellError } from '../core/error.ts'
import { problemWords } from '../words/problems.ts'

/** Whether who asks wants events as they happen, as a browser's EventSource does, and not a page. */
export function acceptsEvents(headers: RequestHeaders): boolean {
  const ranges = headerValues(headers, 'accept').flatMap(value => value.split(','))
  return ranges.some(range => {
    const [type = '', ...parameters] = range.split(';').map(part => part.trim().toLowerCase())
    return type === 'text/event-stream' && !parameters.some(parameter => /^q=0(\.0*)?$/.test(parameter))
  })
}

/** The last event that who comes again has read; null: it does not say. Throws `invalid_request`. */
export function lastEventId(headers: RequestHeaders): number | null {
  const [text = ''] = headerValues(headers, 'last-event-id')
  if (text === '') return null
  if (/^\d{1,15}$/.test(text)) return Number(text)
  const problem = { path: 'Last-Event-ID', message: problemWords.notAnEventId }
  throw new StepwellError('invalid_request', {}, { problems: [problem] })
}
