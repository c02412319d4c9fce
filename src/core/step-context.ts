import type { AddedSubStep } from './event.ts'
import type { Access, Endpoint, ReachableInstance } from './instance.ts'
import type { Json, JsonObject } from './json.ts'
import type { EffectLife, Progress, RemarkKind, StallReason } from './task.ts'
import type { Words } from './words.ts'

/** What an effect or a step may use of the outside. */
export interface Surroundings {
  readonly taskId: string
  /** Reads an instance of the task's project from the registry, with its access opened. Throws when there is none. */
  instance(id: string): Promise<ReachableInstance>
  /** Names of other instances that have a server in common with one: what is done to it is done to them. */
  sharers(id: string): Promise<readonly string[]>
  /** Aborts when the work must stop at once: the lease is lost. */
  readonly signal: AbortSignal
  /**
   * Writes to the task's log, which whoever may see the task can read while it runs, and to the worker's. Cheap; stored within
   * a second or so, each line cut at 2,000 characters, the last 1,000 of each step and attempt kept. Never give it a secret.
   */
  log(text: string): void
}

/**
 * Something that must not be left behind. It is journaled as intended before `apply` is called, and undone by the
 * definition alone, without the step's code. Both may be called again after a crash.
 */
export interface EffectDefinition<Input extends Json, Result extends Json> {
  readonly lives: EffectLife
  /** What it is, for people. */
  readonly title: Words
  /** `earlier` is what a call before a crash had recorded; null: nothing, so look at the world first. */
  apply(input: Input, earlier: Result | null, surroundings: Surroundings): Promise<Result>
  /** `result` is null when the worker died between intent and act: look at the world. */
  undo(input: Input, result: Result | null, surroundings: Surroundings): Promise<void>
}

// oxlint-disable-next-line typescript/no-explicit-any -- a table of effects of any input; each call is typed by its name
export type Effects = { readonly [name: string]: EffectDefinition<any, any> }

/** What a running sub-step may do. */
export interface SubStepContext {
  /** Tells how far it is: cheap, may be called at every page; stored about once a second. */
  report(progress: Partial<Progress>): void
}

/** What a step sees and may do. Outputs are those of earlier steps, typed. */
export interface StepContext<Input, Outputs, E extends Effects> extends Surroundings, SubStepContext {
  readonly project: string
  /** Id of the instance the task is done to. */
  readonly instanceId: string
  readonly input: Input
  readonly outputs: Outputs
  readonly attempt: number
  readonly epoch: number
  /** Aborts when the step should stop at its next cancel point: cancelled, paused or drained. */
  readonly stopping: AbortSignal
  /**
   * Tells what the step waits for, if it does: should it stall, that is shown as the reason; a lost connection is shown at
   * once. `about` names it, as in "the target 127.0.0.1:6379". Null: for nothing that it knows of.
   */
  waitsFor(reason: StallReason | null, about?: Words): void
  /** Tells people something: shown with the task, and a line of its history. Never give it a secret. */
  remark(kind: RemarkKind, text: Words): Promise<void>
  /** Throws here, and only here, when the step should stop; does nothing in a step that may not be cancelled. */
  cancelPoint(): void
  /** What this step saved last; null: nothing. */
  checkpoint<T extends Json>(): T | null
  /** Saves what to go on from after a crash. Call it after the act it describes. */
  save(checkpoint: Json): Promise<void>
  /** State that outlives a step; null: none of that name. */
  taskCheckpoint<T extends Json>(name: string): T | null
  saveTaskCheckpoint(name: string, value: Json): Promise<void>
  /** Adds parts that planning found; those that are there stay. */
  addSubSteps(subSteps: readonly AddedSubStep[]): Promise<void>
  /** Runs a part once: one that has succeeded gives its stored output. Several may run at the same time. */
  subStep<Output extends Json>(name: string, run: (part: SubStepContext) => Promise<Output>): Promise<Output>
  /** Puts an effect in place (again, after a crash) and gives its result. */
  apply<Name extends keyof E & string>(
    name: Name,
    input: Parameters<E[Name]['apply']>[0],
    key?: string,
  ): Promise<Awaited<ReturnType<E[Name]['apply']>>>
  /** Journals that effects are about to be put in place, in one write, so that `apply` need not wait for it. */
  intend(
    effects: readonly { readonly name: keyof E & string; readonly input: Json; readonly key?: string }[],
  ): Promise<void>
  /** Undoes an effect before the attempt ends; does nothing where it is not in place. */
  undo(name: keyof E & string, key?: string): Promise<void>
  /** Makes an instance's registry entry name other servers, in one commit with the task. */
  changeInstance(id: string, change: InstanceChange): Promise<void>
}

/** What a task may change of an instance. */
export interface InstanceChange {
  readonly endpoints: readonly Endpoint[]
  readonly access: Access
  readonly facts: JsonObject
  /** When they were looked at, in milliseconds since the epoch; left out: now. */
  readonly factsAt?: number | null
}
