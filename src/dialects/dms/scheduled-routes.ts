import { Type } from 'typebox'
import type { CallerEvent } from '../../core/event.ts'
import { problemWords } from '../../words/problems.ts'
import { noContent, route } from '../route.ts'
import type { Shown } from '../shown.ts'
import { anyQuery } from './any-query.ts'
import { instanceOf, taskOf } from './ids.ts'
import { invalidPlace } from './invalid-place.ts'
import { scheduledTasksSchema, type ScheduledTasksDocument } from './schema.ts'
import { taskPageOf, taskPageQuery } from './task-page.ts'
import { wireTask } from './task-record.ts'
import { secondOf, wireNumber, wireTime } from './times.ts'

const tasksPath = '/v2/{project_id}/instances/{instance_id}/scheduled-tasks'

/** K5: the tasks for which a time was asked for, also those that have begun or ended since. */
const listTasks = route({
  method: 'GET',
  path: tasksPath,
  id: 'ListScheduledTasks',
  summary: 'Querying the Scheduled Task List of an Instance',
  question: 'taskRecords',
  query: taskPageQuery,
  answers: { 200: { description: 'The query is successful.', schema: scheduledTasksSchema } },
  parse: request => ({
    service: 'dms',
    instance: instanceOf(request),
    isScheduled: true,
    ...taskPageOf(request.query),
  }),
  render: ({ records, total }, context) => {
    const body: ScheduledTasksDocument = {
      job_count: wireNumber(total, context.forms),
      jobs: records.map(record => ({
        ...wireTask(record, context),
        schedule_at: wireTime(record.task.dueAt),
      })),
    }
    return { status: 200, body }
  },
})

const changeQuery = Type.Object({
  execute_at: Type.Optional(
    Type.String({ examples: ['20240101000000'], description: 'When it is to be executed, in UTC.' }),
  ),
  status: Type.Optional(
    Type.Enum(['CANCELLED', 'null'], {
      description:
        '`CANCELLED`: not at all, whatever `execute_at` says; the text `null`: it is to be executed.',
    }),
  ),
})

/** What is asked of a scheduled task; null: to be executed as it is. */
function changeOf({ execute_at: at, status }: Shown<typeof changeQuery>): CallerEvent | null {
  if (status === 'CANCELLED') return { type: 'cancelRequested' }
  if (at !== undefined) return { type: 'rescheduled', dueAt: secondOf(at, '?execute_at') }
  if (status === undefined) throw invalidPlace('?execute_at', problemWords.neitherTimeNorStatus)
  return null
}

/** K6: as long as it has not begun. */
const updateTask = route({
  method: 'PUT',
  path: `${tasksPath}/{task_id}`,
  id: 'UpdateScheduledTask',
  summary: 'Modifying a Scheduled Task',
  question: 'changeRecords',
  query: changeQuery,
  answers: { 204: noContent('Scheduled task modified.') },
  parse: request => ({
    keys: [{ ...taskOf(request), isScheduled: true }],
    event: changeOf(request.query),
    only: {
      statuses: ['pending'],
      otherwise: request.query.status === 'CANCELLED' ? 'task_not_pending' : 'task_not_reschedulable',
    },
  }),
  render: () => ({ status: 204, body: undefined }),
})

/** K7: one that has failed is deleted as a background task only. */
const deleteTask = route({
  method: 'DELETE',
  path: `${tasksPath}/{task_id}`,
  id: 'DeleteScheduledTask',
  summary: 'Deleting a Scheduled Task',
  question: 'changeRecords',
  query: anyQuery,
  answers: { 204: noContent('The record of a task that has succeeded or was cancelled is deleted.') },
  parse: request => ({
    keys: [{ ...taskOf(request), isScheduled: true }],
    event: { type: 'deleted' },
    only: { statuses: ['succeeded', 'cancelled'], otherwise: 'scheduled_not_deletable' },
  }),
  render: () => ({ status: 204, body: undefined }),
})

/** K5 to K7: scheduled tasks. */
export const scheduledRoutes = [listTasks, updateTask, deleteTask]
