import { liveEffects } from './effect-transition.ts'
import { StepwellError } from './error.ts'
import type { TaskEvent } from './event.ts'
import { stopPoint } from './stop-point.ts'
import { transition } from './transition.ts'
import type { Effect, Step, SubStep, Task } from './task.ts'
import type { Words } from './words.ts'

/** What a person may do to a task. */
export const actions = [
  'cancel',
  'pause',
  'resume',
  'retry',
  'skip',
  'release',
  'reschedule',
  'delete',
] as const
export type Action = (typeof actions)[number]

/** What holds for an action whatever the task. */
export interface ActionRule {
  /** Whether nobody may ask for it without saying why. */
  readonly reason: 'required' | 'optional'
  /** Whether it gives up something that no later action brings back: it is asked for with care. */
  readonly isGrave: boolean
}

/** The rules of all actions. */
export const actionRules: { readonly [action in Action]: ActionRule } = {
  cancel: { reason: 'optional', isGrave: true },
  pause: { reason: 'optional', isGrave: false },
  resume: { reason: 'optional', isGrave: false },
  retry: { reason: 'optional', isGrave: false },
  skip: { reason: 'optional', isGrave: true },
  // Nobody but a person vouches for what is left on the servers.
  release: { reason: 'required', isGrave: true },
  reschedule: { reason: 'optional', isGrave: false },
  delete: { reason: 'optional', isGrave: true },
}

/** When an action takes effect. */
export type ActionDelay =
  | { readonly kind: 'now' }
  /** At the step's next cancel point: seconds from now at the latest. */
  | { readonly kind: 'within'; readonly seconds: number }
  /** A step that may not be cancelled has to end first: by that moment at the latest. */
  | { readonly kind: 'after'; readonly step: Words; readonly until: number | null }
  /** All that is left may not be cancelled: it will probably end as if nobody had asked. */
  | { readonly kind: 'too_late' }

/** What an action that is allowed now costs. */
export interface AllowedAction {
  readonly action: Action
  readonly delay: ActionDelay
  /** What is undone: titles of effects, newest first. */
  readonly undoes: readonly Words[]
  /** What stays in place, and with it the instance locked: titles of effects. Null: the instance is, or becomes, free. */
  readonly holds: readonly Words[] | null
  /** What of the work stays. */
  readonly leaves: readonly Words[]
  /** What the pause may cost the work, or may have cost it, in sentences. */
  readonly pauseCosts: readonly Words[]
  /** The step it goes on with or leaves out; null: none. */
  readonly step: Words | null
}

/** What is done to a task when an action is asked for, as far as it needs no more to be known. */
const eventOf: { readonly [action in Action]: TaskEvent } = {
  cancel: { type: 'cancelRequested' },
  pause: { type: 'pauseRequested', limit: null },
  resume: { type: 'resumed' },
  retry: { type: 'retryRequested' },
  skip: { type: 'skipRequested' },
  release: { type: 'released' },
  // Any time but the one it has.
  reschedule: { type: 'rescheduled', dueAt: -1 },
  delete: { type: 'deleted' },
}

/** What decides beside the task itself what may be done to it. */
export interface ActionContext {
  readonly now: number
  /** Only an administrator may release. */
  readonly administrator: boolean
  /** Whether policies let the caller do it to this task. */
  readonly mayAct: (action: Action) => boolean
  /** Whether another task has worked on one of its instances since: then it can't go on from what it saved. */
  readonly superseded: boolean
}

/** What could be done to a task now. */
export interface PossibleActions {
  /** What the caller may do, and what it costs. */
  readonly allowed: readonly AllowedAction[]
  /** What somebody else could do. */
  readonly forbidden: readonly Action[]
}

/** What the caller may do to a task now, and what only others may. It asks the very transition that would do it. */
export function possibleActions(task: Task, context: ActionContext): PossibleActions {
  const { superseded, now } = context
  const possible = actions.filter(
    action =>
      !(superseded && (action === 'retry' || action === 'skip')) && changes(task, eventOf[action], now),
  )
  return {
    allowed: possible.filter(action => mayAsk(action, context)).map(action => costOf(task, action)),
    forbidden: possible.filter(action => !mayAsk(action, context)),
  }
}

const mayAsk = (action: Action, { administrator, mayAct }: ActionContext): boolean =>
  (administrator || action !== 'release') && mayAct(action)

function changes(task: Task, event: TaskEvent, now: number): boolean {
  // Asking for the pause that is there already, or under way, would only take its limit away.
  if (event.type === 'pauseRequested' && (task.pausedAt ?? task.pauseRequestedAt) !== null) return false
  try {
    return transition(task, event, now) !== task
  } catch (error) {
    if (error instanceof StepwellError) return false
    throw error
  }
}

const titles = (effects: readonly Effect[]): readonly Words[] => effects.map(({ title }) => title)

const isOpen = ({ status }: Step): boolean =>
  status === 'running' || status === 'waiting' || status === 'failed'

function costOf(task: Task, action: Action): AllowedAction {
  const live = liveEffects(task)
  const open = task.steps.find(isOpen)
  const nothing = {
    action,
    delay: { kind: 'now' },
    undoes: [],
    holds: null,
    leaves: [],
    pauseCosts: [],
    step: null,
  } as const
  switch (action) {
    case 'cancel':
      return { ...nothing, delay: delayOf(task), undoes: titles(live.toReversed()), leaves: leftBy(task) }
    case 'pause':
      return {
        ...nothing,
        delay: delayOf(task),
        holds: titles(live),
        leaves: leftBy(task),
        pauseCosts: pauseCostsOf(task),
      }
    case 'resume':
      return {
        ...nothing,
        holds: titles(live),
        pauseCosts: task.pausedAt === null ? [] : pauseCostsOf(task),
        step: open?.title ?? null,
      }
    case 'retry':
    case 'skip':
      return { ...nothing, holds: titles(live), step: open?.title ?? null }
    case 'release':
      return { ...nothing, leaves: titles(live.filter(({ status }) => status === 'undo_failed')) }
    case 'reschedule':
    case 'delete':
      return nothing
  }
}

/** When the work stops once that is asked. */
function delayOf(task: Task): ActionDelay {
  const point = stopPoint(task)
  switch (point?.at) {
    case 'cancelPoint':
      return { kind: 'within', seconds: point.step.stopSeconds }
    case 'stepEnd':
      return { kind: 'after', step: point.step.title, until: point.step.deadlineAt }
    case 'tooLate':
      return { kind: 'too_late' }
    default:
      return { kind: 'now' }
  }
}

/** What the steps that have begun leave on the servers, whatever is undone. */
export function leftBy({ steps }: Task): readonly Words[] {
  return steps.flatMap(step => (step.leaves !== null && hasBegun(step) ? [step.leaves] : []))
}

/** What a pause may cost the work of the steps that have begun. */
function pauseCostsOf({ steps }: Task): readonly Words[] {
  return steps.flatMap(step => (step.pauseCosts !== null && hasBegun(step) ? [step.pauseCosts] : []))
}

/** Also in an earlier attempt: one that is to be tried again has no start yet, but what it has done is there. */
function hasBegun(step: Step): boolean {
  const parts: readonly SubStep[] = [step, ...step.subSteps]
  return step.checkpoint !== null || parts.some(({ startedAt, done }) => startedAt !== null || done !== null)
}
