import fc from 'fast-check'
import { StepwellError } from '../../core/error.ts'
import type { TaskEvent } from '../../core/event.ts'
import type { Commit, Store } from '../../core/store.ts'
import type { Task } from '../../core/task.ts'
import { changeOf, failing, sampleFailure, sampleTask, submissionOf, succeeding } from './samples.ts'

/** One thing that somebody does to a store; the numbers choose among what is there. */
export type Action =
  | {
      readonly kind: 'submit'
      readonly project: string
      readonly instance: number
      readonly target: number | null
      readonly priority: Task['priority']
      readonly delay: number
      readonly token: number | null
    }
  /** What happens to one of the tasks that are due (any: of all). */
  | { readonly kind: 'claimDue' | 'claimAny'; readonly pick: number }
  | { readonly kind: 'happen'; readonly pick: number; readonly what: Happening }
  /** A commit made before is sent once more. */
  | { readonly kind: 'repeat'; readonly pick: number }
  /** One of the tasks is written about, or removed if it may be. */
  | { readonly kind: 'log' | 'remove'; readonly pick: number }
  | { readonly kind: 'wait'; readonly ms: number }

const happenings = [
  'progress',
  'effect',
  'succeed',
  'fail',
  'lose',
  'yield',
  'cancel',
  'retry',
  'release',
  'failForNow',
  'pause',
  'pauseForAWhile',
  'resume',
  'suspect',
  'reschedule',
  'delete',
  'stall',
] as const
type Happening = (typeof happenings)[number]

const pick = fc.nat({ max: 30 })

/** Sequences of actions in which most of them mean something. */
export const actions: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('submit' as const),
        project: fc.constantFrom('p1', 'p1', 'p2'),
        instance: fc.nat({ max: 3 }),
        target: fc.option(fc.nat({ max: 3 })),
        priority: fc.constantFrom<Task['priority']>('normal', 'normal', 'urgent'),
        delay: fc.constantFrom(0, 0, 0, 5, 20, 100),
        token: fc.option(fc.nat({ max: 4 }), { freq: 3 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('claimDue' as const), pick }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('claimAny' as const), pick }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('happen' as const),
        pick,
        what: fc.constantFrom(...happenings),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), pick }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('log' as const, 'remove' as const), pick }) },
    {
      weight: 2,
      // Once in a while so long that kept effects expire.
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        ms: fc.constantFrom(1, 3, 10, 50, 90_000_000),
      }),
    },
  ),
  { minLength: 20, maxLength: 60 },
)

type Committing = Extract<Action, { readonly kind: 'submit' | 'claimDue' | 'claimAny' | 'happen' }>

/** Whether an action makes a commit of its own. */
export function isCommitting(action: Action): action is Committing {
  return !['wait', 'repeat', 'log', 'remove'].includes(action.kind)
}

/** Turns an action into the commit it makes on a store as it is; null: it does not fit. */
export async function commitFor(
  store: Store,
  action: Committing,
  id: string,
  now: number,
): Promise<Commit | null> {
  if (action.kind === 'submit') {
    const { project, instance, target, priority, delay, token } = action
    return submissionOf(
      sampleTask(id, {
        project,
        instance: `i${instance}`,
        priority,
        createdAt: now,
        dueAt: now + delay,
        ...(target === null ? {} : { target: `i${target}` }),
        token: token === null ? null : `token ${token}`,
      }),
    )
  }
  const tasks = await (action.kind === 'claimDue' ? store.due(now, 5) : store.list({ limit: 1000 }))
  const task = tasks[action.pick % tasks.length]
  if (task === undefined) return null
  const events: readonly TaskEvent[] =
    action.kind === 'happen' ? eventsOf(task, action.what, now) : claimOf(task, `w${action.pick % 3}`)
  try {
    return changeOf(task, events, now)
  } catch (error) {
    if (error instanceof StepwellError) return null
    throw error
  }
}

const claimOf = (task: Task, worker: string): readonly TaskEvent[] => [
  ...(task.status === 'paused' ? [{ type: 'pauseExpired' } as const] : []),
  { type: 'claimed', worker },
]

function eventsOf(task: Task, what: Happening, now: number): readonly TaskEvent[] {
  const { epoch } = task
  const name = task.steps.find(step => step.status !== 'succeeded')?.name ?? 'copy'
  const effect = { name: 'staging', key: '', epoch }
  switch (what) {
    case 'progress': {
      const reports = [{ step: name, subStep: null, progress: { done: 1, total: 3 } }]
      return [
        { type: 'stepStarted', step: name, epoch },
        { type: 'progressed', reports, predictedEndAt: null, predictedSteps: [], epoch },
      ]
    }
    case 'effect':
      return [
        {
          type: 'effectIntended',
          title: { 'en-us': 'Effect', 'zh-cn': '影响' },
          ...effect,
          lives: 'task',
          input: null,
        },
      ]
    case 'succeed': {
      const undone: readonly TaskEvent[] = task.effects.some(({ status }) => status === 'intended')
        ? [{ type: 'effectUndone', ...effect }]
        : []
      const [ended, ...others] = succeeding(task).toReversed()
      return task.status === 'running' ? [...others.toReversed(), ...undone, ended!] : [...undone, ended!]
    }
    case 'fail':
      return failing(task)
    case 'lose':
      return [{ type: 'workerLost', worker: task.worker ?? '', cause: 'server_ended', blame: 'none' }]
    case 'yield':
      return [{ type: 'yielded', epoch }]
    case 'cancel':
      return [{ type: 'cancelRequested' }]
    case 'retry':
      return [{ type: 'retryRequested' }]
    case 'release':
      return [{ type: 'released' }]
    case 'failForNow':
      return [
        { type: 'ending', status: 'failed', failure: sampleFailure, retryAt: now + 30, epoch },
        { type: 'ended', epoch },
      ]
    case 'pause':
      return [{ type: 'pauseRequested', limit: null }]
    case 'pauseForAWhile':
      return [
        { type: 'pauseRequested', limit: { until: now + 20, afterwards: 'cancel' } },
        { type: 'paused', epoch },
      ]
    case 'resume':
      return [{ type: 'resumed' }]
    case 'suspect':
      return [{ type: 'workerLost', worker: task.worker ?? '', cause: 'died', blame: 'alone' }]
    case 'reschedule':
      return [{ type: 'rescheduled', dueAt: now + 10 }]
    case 'delete':
      return [{ type: 'deleted' }]
    case 'stall':
      return [
        { type: 'stepStarted', step: 'prepare', epoch },
        { type: 'stalled', step: 'prepare', since: now, reason: 'no_units', epoch },
      ]
  }
}
