import type { LossCause } from '../core/event.ts'
import type { Attempt, Stall, Task } from '../core/task.ts'

/** A step of an attempt, or a part of one, from its first begin in that attempt to its end. */
export interface PartRun {
  readonly step: string
  /** Null: the step itself. */
  readonly subStep: string | null
  readonly startedAt: number
  readonly endedAt: number
  readonly status: Attempt['status']
}

/** Something that happened to a task and is counted, logged or traced. */
export type Happening = {
  /** As it was read soon after: more may have happened to it since. */
  readonly task: Task
  readonly at: number
} & (
  | { readonly type: 'submitted' }
  /** A worker has begun it for the first time, so long after it fell due. */
  | { readonly type: 'started'; readonly waitedMs: number }
  | { readonly type: 'stalled'; readonly stall: Stall }
  | { readonly type: 'workerLost'; readonly cause: LossCause }
  /** An effect could not be undone: its instances stay locked. */
  | { readonly type: 'undoFailed'; readonly effect: string }
  /** A person has asked for the next attempt. */
  | { readonly type: 'retryRequested' }
  | ({ readonly type: 'attemptEnded' } & AttemptEnd)
)

export type HappeningOf<Type extends Happening['type']> = Extract<Happening, { readonly type: Type }>

/** How an attempt ended, its undo included. */
export interface AttemptEnd {
  readonly attempt: Attempt
  /** In the order in which they began. */
  readonly parts: readonly PartRun[]
  /** Whether another attempt follows by itself; else the task has ended with this one. */
  readonly isRetried: boolean
}

/** Is told of what happens, in the order in which it did. */
export type HappeningListener = (happening: Happening) => void
