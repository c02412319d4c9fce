import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { effectsKeptMs, effectsToUndo, liveEffects } from './effect-transition.ts'
import { StepwellError } from './error.ts'
import type { TaskEvent } from './event.ts'
import { isEnded, type Task } from './task.ts'
import { journeys, outcomeOf, walk, type Journey } from './testing/journeys.ts'
import { failure } from './testing/samples.ts'
import { brokenChangeLaws, brokenLaws } from './testing/task-laws.ts'
import { isDue } from './due.ts'
import { transition } from './transition.ts'

const walks = 1000
const fewerWalks = 250

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
