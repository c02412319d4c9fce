import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { effectsKeptMs, effectsToUndo, liveEffects } from './effect-transition.ts'
import { StepwellError } from './error.ts'
import type { TaskEvent } from './event.ts'
import { defineOperation, type Operation } from './operation.ts'
import { createTask } from './submission.ts'
import { isEnded, type Task } from './task.ts'
import { eventOf, type Move } from './testing/event-choice.ts'
import { failure, instance, submission, words } from './testing/samples.ts'
import { brokenChangeLaws, brokenLaws } from './testing/task-laws.ts'
import { isDue } from './due.ts'
import { transition } from './transition.ts'

const walks = 1000
const fewerWalks = 250
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
const journeys = fc.tuple(
  operations,
  fc.constantFrom(null, 3000),
  fc.array(moves, { maxLength: longestWalk, size: 'max' }),
)
type Journey = typeof journeys extends fc.Arbitrary<infer Value> ? Value : never

interface Taken {
  readonly before: Task
  readonly event: TaskEvent
  readonly now: number
  /** The task after it, or why it was refused. */
  readonly outcome: Task | StepwellError
}

/** Goes the whole way, telling every event; nothing given to `transition` may be changed by it. */
function walk([operation, dueAt, way]: Journey, visit: (taken: Taken) => void): { task: Task; now: number } {
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

function outcomeOf(task: Task, event: TaskEvent, now: number): Task | StepwellError {
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

const check = (numRuns: number, property: (journey: Journey) => void): void =>
  fc.assert(fc.property(journeys, property), { numRuns })

test('whatever happens to a task, it stays sound', () => {
  const reached = new Map<string, number>()
  check(walks, journey => {
    walk(journey, ({ before, event, outcome }) => {
      for (const name of namesOf(event, outcome)) reached.set(name, (reached.get(name) ?? 0) + 1)
      if (outcome instanceof StepwellError) return
      assert.deepEqual([...brokenLaws(outcome), ...brokenChangeLaws(before, event, outcome)], [])
    })
  })
  // Or else the laws would hold of walks that lead nowhere.
  assert.deepEqual(
    everything.filter(name => !reached.has(name)),
    [],
  )
})

/** What of {@link everything} an event and its outcome show. */
function namesOf(event: TaskEvent, outcome: Task | StepwellError): readonly string[] {
  if (outcome instanceof StepwellError) return [`refused ${outcome.code}`]
  const { status, attempt, ending, steps, effects, worker } = outcome
  return [
    `event ${event.type}`,
    `task ${status}`,
    `attempt ${attempt}`,
    ...(ending === null ? [] : [`undo after ${ending.status}`]),
    ...(isEnded(outcome) && worker !== null ? ['clean-up'] : []),
    ...steps.map(step => `step ${step.status}`),
    ...steps.flatMap(step => step.subSteps.map(part => `sub-step ${part.status}`)),
    ...effects.map(effect => `effect ${effect.lives} ${effect.status}`),
  ]
}

const named = (kind: string, names: string): readonly string[] =>
  names.split(' ').map(name => `${kind} ${name}`)

/** Every event, status and refusal. */
const everything: readonly string[] = [
  ...named('event', 'claimed workerLost cancelRequested retryRequested released stepStarted stepSucceeded'),
  ...named(
    'event',
    'pauseRequested paused resumed pauseExpired rescheduled skipRequested deleted stalled moved',
  ),
  ...named(
    'event',
    'subStepsAdded subStepStarted subStepSucceeded progressed checkpointSaved taskCheckpointSaved',
  ),
  ...named(
    'event',
    'effectIntended effectApplied effectUndone effectUndoFailed instanceChanged ending ended yielded',
  ),
  ...named('task', 'pending running paused succeeded failed cancelled'),
  ...named('undo after', 'succeeded failed cancelled'),
  ...named('step', 'waiting running succeeded failed cancelled skipped'),
  ...named('sub-step', 'waiting running succeeded failed cancelled skipped'),
  ...named('effect attempt', 'intended applied undone undo_failed released'),
  ...named('effect task', 'intended applied undone undo_failed released'),
  ...named('effect keep', 'intended applied undone undo_failed released kept'),
  ...named('refused', 'lease_lost task_ended conflict task_not_retryable task_not_releasable task_not_found'),
  ...named('refused', 'task_not_pausable task_not_resumable task_not_skippable task_not_reschedulable'),
  ...named('refused', 'task_not_deletable'),
  ...named('attempt', '1 2 3'),
  'clean-up',
]

test('a stale epoch never writes, and hears "lease lost" also where the task has ended', () => {
  check(fewerWalks, journey => {
    walk(journey, ({ before, event, now, outcome }) => {
      const refused = outcome instanceof StepwellError ? outcome.code : null
      if (!('epoch' in event)) return assert.notEqual(refused, 'lease_lost')
      const fresh = event.epoch === before.epoch && before.worker !== null
      assert.equal(refused === 'lease_lost', !fresh)
      for (const epoch of [before.epoch - 1, before.epoch + 1]) {
        const stale = outcomeOf(before, { ...event, epoch }, now)
        assert.equal(stale instanceof StepwellError && stale.code, 'lease_lost')
      }
    })
  })
})

test('the same task, event and time give the same result', () => {
  check(fewerWalks, journey => {
    walk(journey, ({ before, event, now, outcome }) => {
      if (!(outcome instanceof StepwellError)) assert.deepEqual(transition(before, event, now), outcome)
    })
  })
})

test('wherever a task has come, it can be brought to an end that leaves nothing behind', () => {
  check(fewerWalks, journey => {
    const { task, now } = walk(journey, () => {})
    const over = cleanedUp(bringToEnd(task, now), now)
    assert.deepEqual(brokenLaws(over), [])
    assert.deepEqual([isEnded(over), over.locked, over.worker, liveEffects(over)], [true, false, null, []])
  })
})

/** What a worker does with a claimed task that only has to end. */
function undoAll(claimed: Task, now: number): Task {
  const { epoch } = claimed
  let task = claimed
  if (task.status === 'running' && task.ending === null)
    task = transition(
      task,
      { type: 'ending', epoch, status: 'failed', failure: failure(), retryAt: null },
      now,
    )
  for (const { name, key } of effectsToUndo(task))
    task = transition(task, { type: 'effectUndone', epoch, name, key }, now)
  return transition(task, { type: 'ended', epoch }, now)
}

function claim(task: Task, now: number): Task {
  if (task.worker !== null) return task
  const begun = task.status === 'paused' ? transition(task, { type: 'cancelRequested' }, now) : task
  return transition(begun, { type: 'claimed', worker: 'last' }, now)
}

/** A failed attempt may be followed by another: that one is brought to its end, too. */
function bringToEnd(task: Task, now: number): Task {
  if (isEnded(task) && task.worker === null) return task
  return bringToEnd(undoAll(claim(task, now + 3000), now + 3000), now + 3000)
}

function cleanedUp(ended: Task, now: number): Task {
  const stuck = ended.effects.some(({ status }) => status === 'undo_failed')
  const released = stuck ? transition(ended, { type: 'released' }, now) : ended
  const later = now + 2 * effectsKeptMs
  return isDue(released, later) ? undoAll(claim(released, later), later) : released
}
