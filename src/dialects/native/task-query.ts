import { Type } from 'typebox'
import { listOrders } from '../../core/store.ts'
import { services, taskStatuses } from '../../core/task.ts'
import { limit } from './page-query.ts'

const word = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 256, description }))

const only = (description: string) => Type.Optional(Type.Enum(['true'], { description }))

/** What lists and counts of tasks are narrowed by. */
export const equalQuery = {
  service: Type.Optional(Type.Enum([...services])),
  instance: word(
    'Id or name of an instance: tasks that are done to it or whose input names it, also when they have ended.',
  ),
  operation: word('Name of an operation.'),
}

/** The query of `GET /v1/tasks`. */
export const taskQuery = Type.Object(
  {
    ...equalQuery,
    uses: word(
      'Id or name of an instance: tasks that hold it or wait for it, their own or one their input names.',
    ),
    locked: only('Only tasks that hold their instances, also failed ones whose undo has failed.'),
    stalled: only('Only tasks whose step shows no progress for longer than it should.'),
    status: Type.Optional(
      Type.Array(Type.Enum([...taskStatuses]), { description: 'One or more, with commas.' }),
    ),
    search: word(
      'How an id begins, or a part of the name of an instance, or of the name or title of an operation that is known.',
    ),
    order: Type.Optional(
      Type.Enum([...listOrders], {
        description:
          'Which submission comes first; default: newest. queue: of pending tasks alone, what is due in the order in ' +
          'which it begins, then the others by their time. ended: of ended tasks alone, what ended last first. active: what ' +
          'runs, what is paused, the queue, then what has ended.',
      }),
    ),
    limit: limit(200),
    after: word('The `next` of the page before.'),
  },
  { additionalProperties: false },
)
