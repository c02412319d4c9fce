import { Type } from 'typebox'
import { taskStatuses } from '../../core/task.ts'
import type { Shown } from '../shown.ts'
import { route } from '../route.ts'
import { count } from './schema-parts.ts'
import { equalQuery } from './task-query.ts'

/** Answer of `GET /v1/task-counts`. */
export const taskCountsSchema = Type.Object({
  statuses: Type.Record(Type.Enum([...taskStatuses]), count, { description: 'How many have a status.' }),
  stalled: Type.Integer({
    minimum: 0,
    description: 'Of the running ones those that show no progress for longer than they should.',
  }),
  most: Type.Integer({ description: 'Of more than so many no more are counted.' }),
})
type TaskCounts = Shown<typeof taskCountsSchema>

const countTasks = route({
  method: 'GET',
  path: '/v1/task-counts',
  id: 'countTasks',
  summary: 'Counts tasks by their statuses',
  question: 'taskCounts',
  query: Type.Object(equalQuery, { additionalProperties: false }),
  answers: { 200: { description: 'How many there are.', schema: taskCountsSchema } },
  parse: ({ query }) => query,
  render: counts => {
    const body: TaskCounts = counts
    return { status: 200, body }
  },
})

/** What is counted of tasks. */
export const countRoutes = [countTasks]
