import type { ActionView } from '../../dialects/native/control-schema.ts'
import type { TaskView } from '../../dialects/native/schema.ts'
import { failed, halfDone, notBegun } from './task-views.ts'

/** Samples of tasks that wait, stand still or hold something, looked at at `sampleNow` (08:00:30 UTC). */

const at = (time: string): string => `2026-06-17T${time}.000Z`

const action = (name: ActionView['action'], cost: string): ActionView => ({
  action: name,
  title: name,
  reason: 'optional',
  isGrave: name === 'cancel',
  request: { method: 'POST', path: `/v1/tasks/${halfDone.id}/${name}`, fields: [] },
  cost,
  stopsWithinSeconds: 0,
  waitsUntil: null,
  undoes: [],
  holds: null,
})

const inPlace: TaskView['effects'] = [
  { name: 'throttle', key: '', title: 'Throttle.', lives: 'attempt', status: 'applied' },
  { name: 'staging', key: '1', title: 'Staging', lives: 'task', status: 'intended' },
  { name: 'staging', key: '2', title: 'Staging', lives: 'task', status: 'applied' },
  { name: 'pause', key: '', title: 'Pause', lives: 'attempt', status: 'undone' },
]

/** It waits for two others. */
export const queued: TaskView = {
  ...notBegun,
  queue: {
    place: 3,
    waitsFor: [
      { kind: 'work', text: 'Task a works on orders.', task: 'a', instance: 'i1' },
      { kind: 'turn', text: 'Task b begins first on orders.', task: 'b', instance: 'i1' },
    ],
    predictedStartAt: at('08:02:00'),
  },
  actions: [action('cancel', 'The task ends.'), action('reschedule', 'It begins at the time given.')],
}

/** Only a worker is missing. */
export const next: TaskView = {
  ...notBegun,
  queue: {
    place: 1,
    waitsFor: [
      { kind: 'worker', text: 'It begins as soon as a worker is free.', task: null, instance: null },
    ],
    predictedStartAt: null,
  },
}

/** It begins in the evening. */
export const delayed: TaskView = {
  ...notBegun,
  dueAt: at('22:00:00'),
  queue: {
    place: null,
    waitsFor: [{ kind: 'time', text: 'It begins at 2026-06-17T22:00:00.000Z.', task: null, instance: null }],
    predictedStartAt: null,
  },
}

export const stalled: TaskView = {
  ...halfDone,
  statusText: 'Stalled',
  remainingSeconds: null,
  stall: {
    step: 'migrate',
    since: at('07:58:20'),
    reason: 'lag_grows',
    reasonText: 'more is written',
    remedy: 'Wait for a quieter hour.',
  },
}

const atCancelPoint = { at: 'cancelPoint', step: 'migrate', withinSeconds: 30, until: null } as const

export const cancelling: TaskView = {
  ...halfDone,
  statusText: 'Cancelling',
  cancelRequestedAt: at('08:00:29'),
  stop: atCancelPoint,
}

/** It pauses at the next cancel point, until nine. */
export const pausing: TaskView = {
  ...halfDone,
  statusText: 'Pausing',
  pauseRequestedAt: at('08:00:29'),
  stop: atCancelPoint,
  pauseLimit: { until: at('09:00:00'), afterwards: 'resume' },
}

export const paused: TaskView = {
  ...halfDone,
  status: 'paused',
  statusText: 'Paused',
  pausedAt: at('08:00:20'),
  worker: null,
  remainingSeconds: null,
  effects: inPlace,
  actions: [
    action('cancel', 'The task ends. Undoes: Staging, Throttle.'),
    action('resume', 'It goes on from its checkpoint. Stays in place: Throttle, Staging.'),
  ],
}

const [checked, migrating, last] = halfDone.steps as [
  TaskView['steps'][number],
  TaskView['steps'][number],
  TaskView['steps'][number],
]

/** It is asked to stop in a step that has to be over by 08:05, and behind which one comes that may be stopped. */
export const inCutOver: TaskView = {
  ...cancelling,
  stop: { at: 'stepEnd', step: last.name, withinSeconds: null, until: at('08:05:00') },
  steps: [
    checked,
    { ...last, status: 'running', deadlineAt: at('08:05:00') },
    { ...migrating, name: 'clean', status: 'waiting' },
  ],
}

const outOfMemory = { ...failed.failure!, message: 'The target is out of memory.' }

/** The first attempt has failed, and the second begins by itself at 08:01. */
export const waitingToRetry: TaskView = {
  ...halfDone,
  statusText: 'Waiting to try again',
  worker: null,
  resumeAt: at('08:01:00'),
  attempt: 2,
  attempts: [
    { number: 1, status: 'failed', startedAt: at('07:59:00'), endedAt: at('08:00:25'), failure: outOfMemory },
  ],
  steps: [checked, { ...migrating, status: 'waiting' }, last],
}

/** It failed, keeps something for a retry until the next morning, and may be retried. */
export const kept: TaskView = {
  ...failed,
  locked: false,
  effects: inPlace.slice(1),
  effectsExpireAt: '2026-06-18T08:00:31.000Z',
  leftBehind: 'kept',
  actions: [action('cancel', 'Undoes: Staging.'), action('retry', 'Stays in place: Staging.')],
}
