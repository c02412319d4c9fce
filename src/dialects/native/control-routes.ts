import type { TSchema } from 'typebox'
import { actionRules, type Action } from '../../core/actions.ts'
import { StepwellError } from '../../core/error.ts'
import type { CallerEvent } from '../../core/event.ts'
import type { PauseLimit } from '../../core/task.ts'
import { problemWords } from '../../words/problems.ts'
import type { Reply } from '../reply.ts'
import { route, type CheckedRequest } from '../route.ts'
import type { SeenTask, ViewContext } from '../view.ts'
import {
  givenReasonSchema,
  pauseSchema,
  reasonSchema,
  rescheduleSchema,
  type PauseBody,
} from './control-schema.ts'
import { momentOf } from './moment.ts'
import { taskSchema } from './schema.ts'
import { taskView } from './task-view.ts'
import { taskKey } from './task-key.ts'

const now = { description: 'The task as it is then.', schema: taskSchema }
const later = {
  description: 'It was asked for, and comes through when the status says so.',
  schema: taskSchema,
}

/** What is asked of a task, with a reason for the history; the body may be left out where nothing in it is needed. */
function control<Body extends TSchema>(options: {
  readonly act: Exclude<Action, 'delete'>
  readonly summary: string
  readonly body: Body
  readonly bodyRequired?: boolean
  readonly event: (body: CheckedRequest<never, Body>['body'] | undefined) => CallerEvent
  /** Whether it has come through; left out: always. */
  readonly isDone?: (seen: SeenTask) => boolean
}) {
  const { act, isDone = () => true } = options
  return route({
    method: 'POST',
    path: `/v1/tasks/{id}/${act}`,
    id: `${act}Task`,
    summary: options.summary,
    question: 'change',
    body: options.body,
    bodyRequired: options.bodyRequired ?? actionRules[act].reason === 'required',
    answers: options.isDone === undefined ? { 200: now } : { 200: now, 202: later },
    parse: ({ path, body }) => ({
      key: taskKey({ path }),
      event: options.event(body),
      reason: (body as { readonly reason?: string } | undefined)?.reason ?? null,
    }),
    render: (seen, context) => ({ status: isDone(seen) ? 200 : 202, body: taskView(seen, context) }),
  })
}

const cancelTask = control({
  act: 'cancel',
  summary:
    'Asks a task to stop; it has stopped when its status says so. A failed one gives up what it keeps for a retry',
  body: reasonSchema,
  event: () => ({ type: 'cancelRequested' }),
  isDone: ({ task }) => task.status === 'cancelled',
})

function limitOf(body: PauseBody | undefined): PauseLimit | null {
  const { until, afterwards } = body ?? {}
  if (until !== undefined) return { until: momentOf(until), afterwards: afterwards ?? 'resume' }
  if (afterwards === undefined) return null
  // A pause without an end that was given one would last for ever.
  const problems = [{ path: '/until', message: problemWords.missingField }]
  throw new StepwellError('invalid_request', {}, { problems })
}

const pauseTask = control({
  act: 'pause',
  summary: 'Asks a task to pause at its next cancel point; it keeps its instance, effects and checkpoints',
  body: pauseSchema,
  event: body => ({ type: 'pauseRequested', limit: limitOf(body) }),
  isDone: ({ task }) => task.status === 'paused',
})

const resumeTask = control({
  act: 'resume',
  summary: 'Lets a paused task go on, or takes the request for a pause back',
  body: reasonSchema,
  event: () => ({ type: 'resumed' }),
})

const retryTask = control({
  act: 'retry',
  summary: 'Begins the next attempt of a failed task, at the step that failed',
  body: reasonSchema,
  event: () => ({ type: 'retryRequested' }),
})

const skipTask = control({
  act: 'skip',
  summary:
    'Begins the next attempt of a failed task behind the step that failed, where its operation can do without it',
  body: reasonSchema,
  event: () => ({ type: 'skipRequested' }),
})

const releaseTask = control({
  act: 'release',
  summary: 'Frees the instances of a task whose undo has failed (administrators only)',
  body: givenReasonSchema,
  event: () => ({ type: 'released' }),
})

const rescheduleTask = control({
  act: 'reschedule',
  summary: 'Gives a task that has not begun another time',
  body: rescheduleSchema,
  bodyRequired: true,
  event: body => ({ type: 'rescheduled', dueAt: momentOf(body!.dueAt) }),
})

const deleteTask = route({
  method: 'DELETE',
  path: '/v1/tasks/{id}',
  id: 'deleteTask',
  summary: 'Takes a task that is over out of every list',
  question: 'change',
  body: reasonSchema,
  bodyRequired: false,
  answers: { 200: { description: 'The task as it was.', schema: taskSchema } },
  parse: ({ path, body }) => ({
    key: taskKey({ path }),
    event: { type: 'deleted' },
    reason: (body as typeof body | undefined)?.reason ?? null,
  }),
  render: (seen: SeenTask, context: ViewContext): Reply => ({ status: 200, body: taskView(seen, context) }),
})

/** What may be asked of a task. */
export const controlRoutes = [
  cancelTask,
  pauseTask,
  resumeTask,
  retryTask,
  skipTask,
  releaseTask,
  rescheduleTask,
  deleteTask,
]
