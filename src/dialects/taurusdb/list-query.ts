import { Type } from 'typebox'
import type { Question } from '../question.ts'
import type { Shown } from '../shown.ts'
import { readTime } from './forms.ts'
import { jobWords, statusesOf } from './status-words.ts'

const time = Type.Optional(Type.String({ examples: ['2018-08-06T10:41:14+0800'] }))

/** What both lists of the task centre are narrowed by. */
export const filterParameters = {
  status: Type.Optional(Type.Enum([...jobWords])),
  job_name: Type.Optional(Type.String()),
  job_id: Type.Optional(Type.String()),
  start_time: time,
  end_time: time,
}

const filterSchema = Type.Object(filterParameters)

/** The filter that a list's query means. Throws `invalid_request`. */
export function filterOf({
  status,
  job_name: jobName,
  job_id: id,
  start_time: from,
  end_time: to,
}: Shown<typeof filterSchema>): Omit<Question<'taskRecords'>, 'offset' | 'limit' | 'isScheduled'> {
  return {
    service: 'taurusdb',
    ...(status === undefined ? {} : { statuses: statusesOf(status) }),
    ...(jobName === undefined ? {} : { jobName }),
    ...(id === undefined ? {} : { id }),
    ...(from === undefined ? {} : { createdFrom: readTime('start_time', from) }),
    // A whole second is meant.
    ...(to === undefined ? {} : { createdTo: readTime('end_time', to) + 999 }),
  }
}

/** So far a list may be asked for: as far as an SDK's integer goes. */
export const mostOffset = 2 ** 31 - 1
