import type { TimedEvent } from './event.ts'
import { mayStop } from './pause-transition.ts'
import type { StepStatus, Task } from './task.ts'

/** What a task does for a while. */
export const periodKinds = [
  'waiting', // for its time, its turn, a worker, or the next attempt
  'working',
  'paused',
  'undoing',
  'stopped', // it had failed, until a person tried it again
] as const
export type PeriodKind = (typeof periodKinds)[number]

export interface Period {
  readonly kind: PeriodKind
  /** The attempt it belongs to; the time after one that failed belongs to the next. */
  readonly attempt: number
  readonly from: number
  /** Null: it goes on. */
  readonly to: number | null
}

/** What has happened so far, as far as it decides what the task does. */
interface State {
  readonly task: Task
  /** Those that are not waiting. */
  readonly steps: Map<string, StepStatus>
  /** The step that ran when the steps of an attempt were over last; null: none did. */
  stoppedStep: string | null
  attempt: number
  /** Whether a worker has ever taken it. */
  begun: boolean
  /** Whether a worker holds it. */
  held: boolean
  /** Whether the steps of the attempt are over. */
  ending: boolean
  paused: boolean
  pauseAsked: boolean
  /** Whether it has failed, and is to be tried again by a person. */
  stopped: boolean
  over: boolean
}

/** What it does from a moment on. */
interface Mark extends Pick<Period, 'attempt'> {
  readonly at: number
  /** Null: it has ended. */
  readonly kind: PeriodKind | null
}

/** What a task has done from its submission on; what took no time is left out. */
export function periodsOf(task: Task, events: readonly TimedEvent[]): readonly Period[] {
  const state: State = {
    task,
    steps: new Map(),
    stoppedStep: null,
    attempt: 1,
    begun: false,
    held: false,
    ending: false,
    paused: false,
    pauseAsked: false,
    stopped: false,
    over: false,
  }
  const marks = [markOf(state, task.createdAt)]
  for (const [index, { at, event }] of events.entries()) {
    follow(state, event)
    if (event.type === 'ended') state.stopped = isTriedByPerson(events, index)
    marks.push(markOf(state, at))
    // Long after the end it may be claimed once more, to clean up what was kept for a retry.
    if (state.over) break
  }
  const lasting = marks.filter((mark, index) => marks[index + 1]?.at !== mark.at)
  const turns = lasting.filter(({ kind, attempt }, index) => {
    const before = lasting[index - 1]
    return before?.kind !== kind || before.attempt !== attempt
  })
  return turns.flatMap(({ at, kind, attempt }, index) =>
    kind === null ? [] : [{ kind, attempt, from: at, to: turns[index + 1]?.at ?? null }],
  )
}

function markOf(state: State, at: number): Mark {
  return { at, kind: state.over ? null : kindOf(state), attempt: state.attempt }
}

/** Whether a person begins the next attempt after that end; else it follows by itself. */
function isTriedByPerson(events: readonly TimedEvent[], end: number): boolean {
  const next = events.find(({ event: { type } }, index) => index > end && begins.has(type))
  return next !== undefined && next.event.type !== 'claimed'
}

const begins: ReadonlySet<TimedEvent['event']['type']> = new Set([
  'claimed',
  'retryRequested',
  'skipRequested',
])

function kindOf({ paused, held, ending, stopped }: State): PeriodKind {
  if (stopped) return 'stopped'
  if (paused) return 'paused'
  if (!held) return 'waiting'
  return ending ? 'undoing' : 'working'
}

function follow(state: State, event: TimedEvent['event']): void {
  switch (event.type) {
    case 'claimed':
      state.begun = true
      state.held = true
      return
    case 'workerLost':
    case 'yielded':
      state.held = false
      return settlePause(state)
    case 'pauseRequested':
      state.pauseAsked = !state.paused
      return settlePause(state)
    case 'paused':
      return pause(state)
    case 'resumed':
    case 'pauseExpired':
      return endPause(state)
    case 'cancelRequested':
      endPause(state)
      state.over = !state.begun
      return
    case 'stepStarted':
      return void state.steps.set(event.step, 'running')
    case 'stepSucceeded':
      return void state.steps.set(event.step, 'succeeded')
    case 'retryRequested':
      state.stopped = false
      return
    case 'skipRequested':
      state.stopped = false
      return void state.steps.set(state.stoppedStep!, 'skipped')
    case 'ending':
      return stopSteps(state)
    case 'ended':
      return endAttempt(state)
    case 'submitted':
    case 'rescheduled':
    case 'subStepsAdded':
    case 'subStepStarted':
    case 'subStepSucceeded':
    case 'progressed':
    case 'checkpointSaved':
    case 'taskCheckpointSaved':
    case 'effectIntended':
    case 'effectApplied':
    case 'effectUndone':
    case 'effectUndoFailed':
    case 'instanceChanged':
    case 'remarked':
    case 'stalled':
    case 'moved':
    case 'released':
    case 'deleted':
      return
  }
}

/** The task as it is now tells whether another attempt has followed, by itself or by a person. */
function endAttempt(state: State): void {
  state.held = false
  state.ending = false
  state.over = state.attempt === state.task.attempt
  if (!state.over) state.attempt += 1
}

function endPause(state: State): void {
  state.paused = false
  state.pauseAsked = false
}

function pause(state: State): void {
  state.paused = true
  state.pauseAsked = false
  state.held = false
}

/** A pause that was asked for comes through without a worker where the work may be stopped: as `transition` has it. */
function settlePause(state: State): void {
  const steps = state.task.steps.map(step => ({ ...step, status: state.steps.get(step.name) ?? 'waiting' }))
  if (state.pauseAsked && !state.held && mayStop({ steps })) pause(state)
}

function stopSteps(state: State): void {
  endPause(state)
  state.ending = true
  for (const [name, status] of state.steps)
    if (status === 'running') {
      state.stoppedStep = name
      state.steps.delete(name)
    }
}
