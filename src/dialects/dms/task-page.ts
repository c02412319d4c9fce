import { Type } from 'typebox'
import type { Question } from '../question.ts'
import type { Shown } from '../shown.ts'
import { secondOf } from './times.ts'

const second = (description: string) =>
  Type.Optional(Type.String({ examples: ['20240101000000'], description: `${description}, in UTC.` }))

/**
 * How the lists of tasks are asked for. Clients of some months say `offset`, those before and after them `start`.
 * Parameters that no page names are let pass, as the service does.
 */
export const taskPageQuery = Type.Object({
  start: Type.Optional(Type.Integer({ minimum: 1, description: 'The first record, counted from 1.' })),
  offset: Type.Optional(
    Type.Integer({ minimum: 0, description: 'How many records are passed over; counts before `start`.' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 10 })),
  begin_time: second('Tasks that were created then or later'),
  end_time: second('Tasks that were created in this second or before'),
})

type TaskPage = Pick<Question<'taskRecords'>, 'offset' | 'limit' | 'createdFrom' | 'createdTo'>

/** The page of a list of tasks that a query asks for. Throws `invalid_request`. */
export function taskPageOf(query: Shown<typeof taskPageQuery>): TaskPage {
  const { start = 1, offset = start - 1, limit = 10, begin_time: begin, end_time: end } = query
  return {
    offset,
    limit,
    ...(begin === undefined ? {} : { createdFrom: secondOf(begin, '?begin_time') }),
    ...(end === undefined ? {} : { createdTo: secondOf(end, '?end_time') + 999 }),
  }
}
