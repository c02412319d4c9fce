import type { FailureWords } from './failure.ts'
import type { Json, JsonObject } from './json.ts'
import { usualPermission, type Permission } from './permission.ts'
import { isWeight } from './progress.ts'
import { isRetryPolicy, usualRetry, type RetryPolicy } from './retry-policy.ts'
import type { Effects, StepContext } from './step-context.ts'
import type { Service, StepTraits } from './task.ts'
import type { Words } from './words.ts'

/** A part known before the task runs. */
export interface SubStepDeclaration {
  readonly name: string
  readonly title: Words
  readonly weight?: number
}

/** A step as declared. */
export interface StepDeclaration extends Omit<StepTraits, 'retryTimes'> {
  readonly name: string
  readonly title: Words
  readonly weight: number
  /** Null: never. */
  readonly retry: RetryPolicy | null
  readonly unit: string | null
  readonly subSteps: readonly SubStepDeclaration[]
}

export interface StepOptions {
  readonly title: Words
  /** Its share of the whole; default 1. */
  readonly weight?: number
  /** Default true. A step that may not be cancelled needs `budgetSeconds`. */
  readonly cancellable?: boolean
  /** A step that takes longer has failed. */
  readonly budgetSeconds?: number
  /** Whether a person may go on without it after it has failed; its output is null then. Default false. */
  readonly skippable?: boolean
  /** How soon it comes to a cancel point at the latest; default 30. */
  readonly stopSeconds?: number
  /** Without progress for longer it is shown as stalled; left out: what the step has shown of itself tells. */
  readonly stallSeconds?: number
  /** What of its work stays when the task is stopped, as in "copied keys stay on the target". */
  readonly leaves?: Words
  /** What a pause may cost, as a sentence: "If more than 64 MB are written meanwhile, all keys are copied again." */
  readonly pauseCosts?: Words
  /**
   * How a failure that is declared `retryable` is tried again by itself; default three times, after 2 s and then twice as
   * long each. Null: never, as a pre-check should have it: what it finds is for a person to mend.
   */
  readonly retry?: RetryPolicy | null
  /** What it counts, as in `keys`. */
  readonly unit?: string
  readonly subSteps?: readonly SubStepDeclaration[]
}

/** Everything about an operation but its code: plain data. */
export interface OperationDeclaration {
  /** `service.verb`, unique: `redis.migrate`. */
  readonly name: string
  /** Grows when running tasks of the version before could not go on with this one. */
  readonly version: number
  readonly service: Service
  /** What the API of its service calls its tasks, and lists them by: `RestoreTableTaurus`. */
  readonly jobName: string
  readonly title: Words
  /** What it does and what it needs, for people. */
  readonly description: Words
  /**
   * JSON Schema of the input, an object. It holds no secret: a property with `format: 'instance'` names an instance
   * (by id or name; the task gets the id), which is locked with the task's own; with `other: true` it may not be that one. A
   * `title` and a `description` may be in every language, as {@link Words}.
   */
  readonly input: JsonObject
  /** What people read in place of the names in a step's or sub-step's `detail`; one without is shown by its name. */
  readonly details: { readonly [name: string]: Words }
  /** The failures it declares, by code. */
  readonly failures: { readonly [code: string]: FailureWords }
  /** What it takes to submit it, on the instance of the task and on each that its input names. */
  readonly permission: Permission
  readonly steps: readonly StepDeclaration[]
}

/** Runs a step; given its outputs so far. */
export type StepRun = (context: StepContext<never, never, Effects>) => Promise<Json>

/** A durable recipe: declaration and code. Recognised by its brand. */
export interface Operation extends OperationDeclaration {
  readonly [brand]: true
  readonly effects: Effects
  readonly run: { readonly [step: string]: StepRun }
}

const brand = Symbol.for('stepwell.operation')

/** How soon a step comes to a cancel point when its declaration does not say. */
const usualStopSeconds = 30

/** Whether a value that a recipe's file exports is an operation. */
export function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && brand in value
}

export interface OperationOptions<E extends Effects> extends Omit<
  OperationDeclaration,
  'steps' | 'input' | 'details' | 'failures' | 'description' | 'jobName' | 'permission'
> {
  /** Default: its name. */
  readonly jobName?: string
  readonly description?: Words
  readonly input: object
  readonly details?: { readonly [name: string]: Words }
  readonly failures?: { readonly [code: string]: FailureWords }
  /** Default: the action `task:create` of its service, as in `dcs:task:create`, on the instance. */
  readonly permission?: Permission
  readonly effects?: E
}

/** An operation to which steps are being added, in the order they run. */
export interface OperationBuilder<Input, E extends Effects, Outputs> extends Operation {
  step<Name extends string, Output extends Json | void>(
    name: Name,
    options: StepOptions & { readonly run: (context: StepContext<Input, Outputs, E>) => Promise<Output> },
  ): OperationBuilder<Input, E, Outputs & { readonly [N in Name]: Output extends void ? null : Output }>
}

/**
 * Defines an operation: a durable recipe made of steps. Each `.step()` sees the outputs of the steps before it.
 * Throws when the definition cannot work: a name used twice, a weight that is not positive, a step that may not be
 * cancelled without a budget.
 */
export function defineOperation<Input, E extends Effects = Record<never, never>>(
  options: OperationOptions<E>,
): OperationBuilder<Input, E, Record<never, never>> {
  const { effects, failures, details, description, input, jobName, permission, ...rest } = options
  return builder({
    ...rest,
    jobName: jobName ?? options.name,
    description: description ?? options.title,
    input: input as JsonObject,
    details: details ?? {},
    failures: failures ?? {},
    permission: permission ?? usualPermission(options.service),
    effects: effects ?? {},
    steps: [],
    run: {},
    [brand]: true,
  })
}

function builder<Input, E extends Effects, Outputs>(
  operation: Operation,
): OperationBuilder<Input, E, Outputs> {
  return {
    ...operation,
    step: (name, options) =>
      builder({
        ...operation,
        steps: [...operation.steps, declare(operation, name, options)],
        run: { ...operation.run, [name]: options.run as unknown as StepRun },
      }),
  }
}

function declare(operation: Operation, name: string, options: StepOptions): StepDeclaration {
  const refuse = (why: string): never => {
    throw new TypeError(`operation ${operation.name}, step ${name}: ${why}`)
  }
  const { title, weight = 1, cancellable = true, skippable = false, unit = null, subSteps = [] } = options
  const { budgetSeconds = null, stopSeconds = usualStopSeconds, stallSeconds = null, leaves = null } = options
  const { retry = usualRetry, pauseCosts = null } = options
  if (operation.steps.some(step => step.name === name)) refuse('the name is used twice')
  if (!isWeight(weight)) refuse('its weight is not positive')
  if (!cancellable && budgetSeconds === null) refuse('it may not be cancelled, so it needs budgetSeconds')
  if (budgetSeconds !== null && !(budgetSeconds > 0)) refuse('its budgetSeconds is not positive')
  if (!(stopSeconds > 0)) refuse('its stopSeconds is not positive')
  if (stallSeconds !== null && !(stallSeconds > 0)) refuse('its stallSeconds is not positive')
  if (retry !== null && !isRetryPolicy(retry))
    refuse('its retry is not a count and two delays of a second or more')
  if (!subSteps.every(part => isWeight(part.weight ?? 1))) refuse('the weight of a sub-step is not positive')
  if (new Set(subSteps.map(part => part.name)).size < subSteps.length)
    refuse('a sub-step has the name of another')
  const traits = { cancellable, skippable, budgetSeconds, stopSeconds, stallSeconds, leaves, pauseCosts }
  return { name, title, weight, ...traits, retry, unit, subSteps }
}
