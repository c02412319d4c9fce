import type { Failure } from './failure.ts'
import type { Json } from './json.ts'
import type {
  EffectLife,
  EndedStatus,
  PauseLimit,
  Prediction,
  Progress,
  Remark,
  Stall,
  SubStep,
} from './task.ts'
import type { Words } from './words.ts'

/** What a planning step adds: a part that was not known when the task was submitted. */
export type AddedSubStep = Pick<SubStep, 'name' | 'title' | 'weight'> & Partial<Progress>

/** One measurement of a step, or of its sub-step. */
export interface ProgressReport {
  readonly step: string
  /** Null: the step itself. */
  readonly subStep: string | null
  /** Fields left out keep their value. */
  readonly progress: Partial<Progress>
}

/** Tells a step or sub-step of a task from all others of it. */
export function pathOf({ step, subStep }: Pick<ProgressReport, 'step' | 'subStep'>): string {
  return JSON.stringify([step, subStep])
}

/** What the worker that holds the task may record. All carry its epoch and are refused under an older one. */
export type WorkerEvent = { readonly epoch: number } & (
  | { readonly type: 'stepStarted'; readonly step: string }
  | { readonly type: 'stepSucceeded'; readonly step: string; readonly output: Json }
  | { readonly type: 'subStepsAdded'; readonly step: string; readonly subSteps: readonly AddedSubStep[] }
  | { readonly type: 'subStepStarted'; readonly step: string; readonly subStep: string }
  | {
      readonly type: 'subStepSucceeded'
      readonly step: string
      readonly subStep: string
      readonly output: Json
    }
  | ({ readonly type: 'progressed'; readonly reports: readonly ProgressReport[] } & Prediction)
  | { readonly type: 'checkpointSaved'; readonly step: string; readonly value: Json }
  | { readonly type: 'taskCheckpointSaved'; readonly name: string; readonly value: Json }
  | {
      readonly type: 'effectIntended'
      readonly name: string
      readonly key: string
      readonly title: Words
      readonly lives: EffectLife
      readonly input: Json
    }
  | { readonly type: 'effectApplied'; readonly name: string; readonly key: string; readonly result: Json }
  | { readonly type: 'effectUndone'; readonly name: string; readonly key: string }
  | {
      readonly type: 'effectUndoFailed'
      readonly name: string
      readonly key: string
      readonly failure: Failure
    }
  /** The registry's entry of an instance was changed in the same commit. */
  | { readonly type: 'instanceChanged'; readonly instance: string; readonly change: Json }
  /** The running step shows no progress for longer than it should. */
  | ({ readonly type: 'stalled' } & Stall)
  /** A step wants people to know something. */
  | ({ readonly type: 'remarked' } & Omit<Remark, 'at'>)
  /** It moves again. */
  | { readonly type: 'moved'; readonly step: string }
  /** The steps are over; from here on effects are undone. After a failure the next attempt may begin by itself. */
  | {
      readonly type: 'ending'
      readonly status: EndedStatus
      readonly failure: Failure | null
      /** Null: no attempt follows by itself. */
      readonly retryAt: number | null
    }
  /** Undo is over: the attempt has ended and the instance is free, or stays locked when an undo failed. */
  | { readonly type: 'ended' }
  /** The worker stops and gives the task back; the step in flight runs again from its checkpoint. */
  | { readonly type: 'yielded' }
  /** The step has come to a cancel point after a pause was asked for. */
  | { readonly type: 'paused' }
)

/** How a worker may come to its end. */
export const lossCauses = [
  'died', // by itself, or killed by somebody else
  'hung', // it was killed because nothing was heard of it
  'unresponsive', // it was killed because a step did not stop in time
  'server_ended', // it ended with its server
] as const
export type LossCause = (typeof lossCauses)[number]

/** Everything that can happen to a task after its submission. */
export type TaskEvent =
  | WorkerEvent
  /** A worker takes a due task: a new epoch begins. */
  | { readonly type: 'claimed'; readonly worker: string }
  /**
   * The worker is known dead: the task waits to be claimed again. `blame` tells how far the death may be this task's work:
   * `none`, `shared` with the others the worker ran, or `alone`.
   */
  | {
      readonly type: 'workerLost'
      readonly worker: string
      readonly cause: LossCause
      readonly blame: 'none' | 'shared' | 'alone'
    }
  | { readonly type: 'cancelRequested' }
  /** Null: until somebody ends it. */
  | { readonly type: 'pauseRequested'; readonly limit: PauseLimit | null }
  | { readonly type: 'resumed' }
  /** The limit of a pause is over: what it says happens. */
  | { readonly type: 'pauseExpired' }
  /** A pending task begins at another time. */
  | { readonly type: 'rescheduled'; readonly dueAt: number }
  /** A new attempt on the same task, from the step that failed, which takes its instances at once. */
  | { readonly type: 'retryRequested' }
  /** The same, but behind the step that failed. */
  | { readonly type: 'skipRequested' }
  | { readonly type: 'deleted' }
  /** A person vouches for what an undo could not do: the instance is freed. */
  | { readonly type: 'released' }

/** What a caller may ask of a task. */
export type CallerEvent = Extract<
  TaskEvent,
  {
    readonly type:
      | 'cancelRequested'
      | 'pauseRequested'
      | 'resumed'
      | 'rescheduled'
      | 'retryRequested'
      | 'skipRequested'
      | 'released'
      | 'deleted'
  }
>

/** One line of a task's history: what, when, who and why. */
export interface HistoryEvent {
  /** Grows over all tasks of a store; never reused. */
  readonly id: number
  readonly task: string
  /** The task's revision after the event. */
  readonly revision: number
  readonly at: number
  /** An access key, the name of a user who has signed in with a password, or a worker's id; null: Stepwell itself. */
  readonly by: string | null
  /** The reason given; null: none. */
  readonly reason: string | null
  readonly event: TaskEvent | { readonly type: 'submitted' }
}

/** A line of history as far as it tells what happened when. */
export type TimedEvent = Pick<HistoryEvent, 'at' | 'event'>

/** A line of history as it is read over all tasks: with the project of its task. */
export interface FeedEvent extends HistoryEvent {
  readonly project: string
}
