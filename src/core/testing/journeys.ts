import fc from 'fast-check'
import { effectsKeptMs } from '../effect-transition.ts'
import { StepwellError } from '../error.ts'
import type { TaskEvent } from '../event.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { createTask } from '../submission.ts'
import type { Task } from '../task.ts'
import { transition } from '../transition.ts'
import { eventOf, type Move } from './event-choice.ts'
import { instance, submission, words } from './samples.ts'

/** Test support of `core/`: whole lives of tasks, with every event that may come and many that may not. */

const longestWalk = 150
const movesAfterTheEnd = 5

const weights = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.double({ min: 1e-9, max: Number.MAX_SAFE_INTEGER, noNaN: true }),
)
const stepOptions = fc.record({
  weight: weights,
  cancellable: fc.boolean(),
  skippable: fc.boolean(),
  subSteps: fc.array(weights, { maxLength: 3 }),
})
const operations: fc.Arbitrary<Operation> = fc.array(stepOptions, { minLength: 1, maxLength: 4 }).map(steps =>
  steps.reduce(
    (operation, { subSteps, ...step }, index) =>
      operation.step(`step ${index}`, {
        ...step,
        title: words('Step'),
        budgetSeconds: 9,
        subSteps: subSteps.map((weight, part) => ({ name: `part ${part}`, title: words('Part'), weight })),
        run: async () => null,
      }) as unknown as typeof operation,
    defineOperation({ name: 'redis.any', version: 1, service: 'dcs', title: words('Any'), input: {} }),
  ),
)

const moves: fc.Arbitrary<Move> = fc.record({
  choice: fc.nat(1000),
  about: fc.nat(59),
  rarity: fc.nat(9999),
  value: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.double(), fc.constantFrom(NaN, Infinity, -1)),
  elapsedMs: fc.oneof(
    { weight: 9, arbitrary: fc.nat(5000) },
    { weight: 2, arbitrary: fc.constant(effectsKeptMs) },
  ),
  wild: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
})

/** An operation, how long its task is delayed, and what happens to it. */
export const journeys = fc.tuple(
  operations,
  fc.constantFrom(null, 3000),
  fc.array(moves, { maxLength: longestWalk, size: 'max' }),
)
export type Journey = typeof journeys extends fc.Arbitrary<infer Value> ? Value : never

/** One move of a journey. */
export interface Taken {
  readonly before: Task
  readonly event: TaskEvent
  readonly now: number
  /** The task after it, or why it was refused. */
  readonly outcome: Task | StepwellError
}

/** Goes the whole way, telling every event; nothing given to `transition` may be changed by it. */
export function walk(
  [operation, dueAt, way]: Journey,
  visit: (taken: Taken) => void,
): { task: Task; now: number } {
  let now = 1000
  let task = deepFreeze(createTask('task-1', operation, instance(), submission({ dueAt }), now))
  let movesLeft = Infinity
  for (const move of way) {
    // Nothing can happen to it any more; a few events are enough to see that.
    if (task.status === 'succeeded' || task.status === 'cancelled')
      movesLeft = Math.min(movesLeft, movesAfterTheEnd)
    if (movesLeft-- === 0) break
    now += move.elapsedMs
    const event = deepFreeze(eventOf(task, move, now))
    const outcome = deepFreeze(outcomeOf(task, event, now))
    visit({ before: task, event, now, outcome })
    if (!(outcome instanceof StepwellError)) task = outcome
  }
  return { task, now }
}

/** The task after an event, or why it was refused. */
export function outcomeOf(task: Task, event: TaskEvent, now: number): Task | StepwellError {
  try {
    return transition(task, event, now)
  } catch (error) {
    if (error instanceof StepwellError) return error
    throw error
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.values(value).forEach(deepFreeze)
  return value instanceof Error ? value : Object.freeze(value)
}
