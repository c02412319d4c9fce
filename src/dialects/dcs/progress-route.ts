import { pathValue, route } from '../route.ts'
import { remainingSeconds } from '../view.ts'
import { anyQuery } from './any-query.ts'
import { progressDocument } from './progress.ts'
import { progressSchema } from './schema.ts'

/** D3 ShowBackgroundTaskProgress. */
export const showProgress = route({
  method: 'GET',
  path: '/v2/{project_id}/instances/{instance_id}/tasks/{task_id}/progress',
  id: 'ShowBackgroundTaskProgress',
  summary: 'Querying Background Task Details',
  question: 'taskRecord',
  query: anyQuery,
  answers: {
    200: { description: 'Details of the background task queried successfully.', schema: progressSchema },
  },
  parse: request => ({
    id: pathValue(request, 'task_id'),
    service: 'dcs',
    instance: pathValue(request, 'instance_id'),
  }),
  render: ({ task }, context) => ({ status: 200, body: progressDocument(task, context) }),
  version: ({ task }, { now }) => `${task.id} ${task.revision} ${remainingSeconds(task, now)}`,
})
