import { Type } from 'typebox'
import { StepwellError } from '../../core/error.ts'
import { problemWords } from '../../words/problems.ts'

/** How many a page has when it is not said. */
const defaultLimit = 10

/** "offset ≥ 0"; "limit: minimum 1, maximum 1000, 10 if it is not set". Not `additionalProperties: false`: more is let pass. */
export const pageQuery = {
  offset: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, description: 'How many are passed over. Default: 0.' }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, description: `How many at most. Default: ${defaultLimit}.` }),
  ),
}

/** Which part of a list is asked for. */
export interface ListPage {
  readonly offset: number
  readonly limit: number
}

/** The part of a list that a query asks for. */
export const pageOf = ({ offset = 0, limit = defaultLimit }: Partial<ListPage>): ListPage => ({
  offset,
  limit,
})

const utcSecond = (description: string) =>
  Type.Optional(Type.String({ description, examples: ['20200609160000'] }))

/** The table names `start_time`, the page's example sends `begin_time`, as Terraform does: both are read. */
export const timeQuery = {
  start_time: utcSecond('Submitted then or later: yyyyMMddHHmmss, UTC.'),
  begin_time: utcSecond('The same as start_time.'),
  end_time: utcSecond('Submitted then or earlier: yyyyMMddHHmmss, UTC.'),
}

/**
 * Between when a task was submitted, in milliseconds since the epoch: the last second counts to its end, and of two beginnings
 * the later. Throws `invalid_request`.
 */
export function periodOf(query: {
  readonly start_time?: string
  readonly begin_time?: string
  readonly end_time?: string
}): { readonly createdFrom?: number; readonly createdTo?: number } {
  const from = (['start_time', 'begin_time'] as const).flatMap(name => momentOf(name, query[name]))
  const to = momentOf('end_time', query.end_time)
  return {
    ...(from.length === 0 ? {} : { createdFrom: Math.max(...from) }),
    ...(to.length === 0 ? {} : { createdTo: to[0]! + 999 }),
  }
}

/** The moment of a text; empty: there is no text. */
function momentOf(name: string, text: string | undefined): readonly number[] {
  if (text === undefined) return []
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z')
  const moment = Date.parse(iso)
  // Written back it is another text where a month has no such day, or a day no such hour.
  if (iso !== text && !Number.isNaN(moment) && new Date(moment).toISOString() === iso) return [moment]
  const problems = [{ path: `?${name}`, message: problemWords.notAUtcSecond }]
  throw new StepwellError('invalid_request', {}, { problems })
}
