import type { AddedSubStep, HistoryEvent } from '../../core/event.ts'
import { isEnded, type Step, type SubStep, type Task } from '../../core/task.ts'
import type { TracedTask } from '../question.ts'
import type { TracedPart, TraceLine } from './trace-schema.ts'

type Told = HistoryEvent['event']
type EventOf<Type extends Told['type']> = Extract<Told, { readonly type: Type }>
type WithoutPlace<Line> = Line extends unknown ? Omit<Line, 'run' | 'at'> : never
/** A line of a trace without run and time. */
type Happening = WithoutPlace<TraceLine>

/** What has been told of a run so far. */
interface Run {
  readonly task: Task
  /** Parts that have been named, by path. */
  readonly known: Set<string>
  /** Parts that have begun and not ended, in the order of their beginning. */
  readonly begun: Set<string>
  /** Units in all of a part, by path, as last told. */
  readonly totals: Map<string, number>
  phase: 'queued' | 'working' | 'waiting' | 'over'
  /** Whether the steps of the attempt are over: it ends once the undo is. */
  ending: boolean
  /** Whether another attempt follows by itself. */
  retrying: boolean
  /** When the last attempt ended, in milliseconds. */
  endedAt: number
}

type Teller<Type extends Told['type']> = (event: EventOf<Type>, run: Run, at: number) => readonly Happening[]

/** How each event of a history is told; null: a trace has no word for it. */
const tellers: { readonly [Type in Told['type']]: Teller<Type> | null } = {
  submitted: (_, run) => [submission(run)],
  claimed(_, run) {
    // After the end it is claimed once more to clean up what was kept for a retry.
    if (run.phase !== 'queued' && run.phase !== 'waiting') return []
    const began = run.phase === 'queued'
    run.phase = 'working'
    return [{ event: began ? 'started' : 'working' }]
  },
  workerLost: (_, run) => interrupt(run, 'retry'),
  yielded: (_, run) => interrupt(run, 'retry'),
  paused: (_, run) => interrupt(run, 'pause'),
  retryRequested: (_, run) => waitForRetry(run),
  // The step that is left out never begins again.
  skipRequested: (_, run) => waitForRetry(run),
  stepStarted: ({ step }, run) => begin(run, step),
  subStepStarted: ({ step, subStep }, run) => begin(run, pathOf(step, subStep)),
  stepSucceeded: ({ step }, run) => [...partsBegun(run, step), step].map(path => finish(run, path)),
  subStepSucceeded: ({ step, subStep }, run) => [finish(run, pathOf(step, subStep))],
  subStepsAdded({ step, subSteps }, run) {
    const added = subSteps.filter(part => !run.known.has(pathOf(step, part.name)))
    for (const { name, total } of added) {
      run.known.add(pathOf(step, name))
      if (isNumber(total)) run.totals.set(pathOf(step, name), total)
    }
    return added.length === 0
      ? []
      : [{ event: 'sub_steps', step, add: added.map(part => addedPart(step, part)) }]
  },
  progressed: ({ reports }, run) =>
    reports.flatMap(({ step, subStep, progress }) =>
      progressOf(run, subStep === null ? step : pathOf(step, subStep), progress),
    ),
  ending({ retryAt }, run) {
    run.ending = true
    run.retrying = retryAt !== null
    // None is left by a success. What a cancel has stopped may begin again: an undo that fails makes it a failure.
    const stopped = [...run.begun].toReversed()
    run.begun.clear()
    return stopped.map(step => ({ event: 'step_failed', step }))
  },
  ended(_, run, at) {
    // Or else it was the clean-up of what an attempt had kept.
    const told = run.ending && run.retrying ? waitForRetry(run) : []
    if (run.ending && !run.retrying) {
      run.phase = 'over'
      run.endedAt = at
    }
    run.ending = false
    return told
  },
  // No attempt follows by itself where something could not be undone.
  effectUndoFailed(_, run) {
    run.retrying = false
    return []
  },
  checkpointSaved: null,
  taskCheckpointSaved: null,
  effectIntended: null,
  effectApplied: null,
  effectUndone: null,
  instanceChanged: null,
  remarked: null,
  cancelRequested: null,
  released: null,
  pauseRequested: null,
  resumed: null,
  pauseExpired: null,
  rescheduled: null,
  deleted: null,
  stalled: null,
  moved: null,
}

/** Whether a trace tells anything of an event. */
export function isTraced({ event }: Pick<HistoryEvent, 'event'>): boolean {
  return tellers[event.type] !== null
}

/**
 * A task's history as a trace, in order of time: what a replay of its remaining time is made of. The end is told once, and
 * only of a task that has ended; between two attempts it waits for the retry. Events that {@link isTraced} says no to may
 * be left out.
 */
export function traceOf({ task, events }: TracedTask): readonly TraceLine[] {
  // What came after the task was read would tell of another end than its own.
  const known = events.filter(({ revision }) => revision <= task.revision)
  const run: Run = {
    task,
    known: declaredParts(task, known),
    begun: new Set(),
    totals: new Map(),
    phase: 'queued',
    ending: false,
    retrying: false,
    endedAt: 0,
  }
  const lines: TraceLine[] = []
  let at = 0
  const tell = (happenings: readonly Happening[], atMs: number): void => {
    if (happenings.length === 0) return
    // A clock that was set back tells of no time before the last.
    at = Math.max(at, atMs)
    for (const happening of happenings) lines.push({ run: task.id, at: at / 1000, ...happening })
  }
  for (const { event, at: atMs } of known) {
    const teller = tellers[event.type] as Teller<Told['type']> | null
    const happenings = teller?.(event, run, atMs) ?? []
    // The wait for a retry began when the attempt ended, not when somebody asked for it.
    tell(happenings, event.type === 'retryRequested' || event.type === 'skipRequested' ? run.endedAt : atMs)
  }
  if (isEnded(task)) tell([{ event: 'ended', status: task.status as EndedStatus }], task.endedAt!)
  return lines
}

type EndedStatus = Extract<Happening, { readonly event: 'ended' }>['status']

const pathOf = (step: string, part: string): string => `${step}/${part}`

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** The parts that were known at the submission: those that no planning step has added. */
function declaredParts({ steps }: Task, events: readonly HistoryEvent[]): Set<string> {
  const added = new Set(
    events.flatMap(({ event }) =>
      event.type === 'subStepsAdded' ? event.subSteps.map(part => pathOf(event.step, part.name)) : [],
    ),
  )
  const paths = steps.flatMap(step => step.subSteps.map(part => pathOf(step.name, part.name)))
  return new Set(paths.filter(path => !added.has(path)))
}

function submission({ task, known }: Run): Happening {
  const { operation, instance, steps } = task
  const partsIn = (step: Step): readonly TracedPart[] =>
    step.subSteps
      .filter(part => known.has(pathOf(step.name, part.name)))
      .map(part => ({ ...declaredPart(part, pathOf(step.name, part.name)), parent: step.name }))
  const { name, version } = operation
  const declared = steps.flatMap(step => [declaredPart(step, step.name), ...partsIn(step)])
  return { event: 'submitted', operation: name, version, instance, steps: declared }
}

const declaredPart = ({ weight, unit }: SubStep, name: string): TracedPart => ({
  name,
  weight,
  ...(unit === null ? {} : { unit }),
})

/** Parts that planning adds are of one kind: their names are those of nodes or ranges, which no other run has. */
function addedPart(step: string, { name, weight, total, unit }: AddedSubStep): TracedPart {
  return {
    name: pathOf(step, name),
    kind: pathOf(step, '*'),
    weight,
    ...(isNumber(total) ? { total } : {}),
    ...(typeof unit === 'string' ? { unit } : {}),
    parent: step,
  }
}

/** Nobody works on it until it is claimed again; the step in flight then runs once more. */
function interrupt(run: Run, reason: 'retry' | 'pause'): readonly Happening[] {
  if (run.phase !== 'working') return []
  run.phase = 'waiting'
  return [{ event: 'waiting', reason }]
}

/** The next attempt begins once a worker takes it. */
function waitForRetry(run: Run): readonly Happening[] {
  run.phase = 'waiting'
  return [{ event: 'waiting', reason: 'retry' }]
}

/** One that was begun already goes on after a crash. */
function begin({ begun, totals }: Run, step: string): readonly Happening[] {
  if (begun.has(step)) return []
  begun.add(step)
  const total = totals.get(step)
  return [{ event: 'step_started', step, ...(total === undefined ? {} : { total }) }]
}

function finish({ begun }: Run, step: string): Happening {
  begun.delete(step)
  return { event: 'step_finished', step }
}

const partsBegun = ({ begun }: Run, step: string): readonly string[] =>
  [...begun].filter(path => path.startsWith(pathOf(step, '')))

/** A report says only what has changed: the total is kept. One without a count tells nothing that a trace has a word for. */
function progressOf(
  { totals }: Run,
  step: string,
  { done, total }: { readonly done?: number | null; readonly total?: number | null },
): readonly Happening[] {
  if (isNumber(total)) totals.set(step, total)
  if (!isNumber(done)) return []
  const known = totals.get(step)
  return [{ event: 'progress', step, done, ...(known === undefined ? {} : { total: known }) }]
}
