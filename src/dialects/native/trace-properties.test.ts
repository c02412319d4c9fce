import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { StepwellError } from '../../core/error.ts'
import { effectsKeptMs } from '../../core/effect-transition.ts'
import type { TaskEvent } from '../../core/event.ts'
import { endedStatuses, type Task } from '../../core/task.ts'
import { eventOf, type Move } from '../../core/testing/event-choice.ts'
import { transition } from '../../core/transition.ts'
import type { TracedTask } from '../question.ts'
import { brokenTraceLaws } from './testing/trace-laws.ts'
import { line, lived } from './testing/traced-lives.ts'
import { traceOf } from './trace.ts'

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    choice: fc.nat(1000),
    about: fc.nat(59),
    rarity: fc.nat(9999),
    value: fc.oneof(fc.nat(60), fc.constantFrom(Number.NaN, -1)),
    elapsedMs: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: -2000, max: 5000 }) },
      { weight: 1, arbitrary: fc.constant(effectsKeptMs) },
    ),
    wild: fc.constant(false),
  }),
  { maxLength: 150, size: 'max' },
)

test('whatever happens to a task, its trace obeys the form at every moment', () => {
  const ends = new Map<string, number>()
  fc.assert(
    fc.property(moves, way => {
      let lives = lived()
      let half = lives
      let now = 1000
      for (const [index, move] of way.entries()) {
        if (index === way.length >> 1) half = lives
        now += move.elapsedMs
        const next = happen(lives, eventOf(lives.task, move, now), now)
        if (next === null) continue
        lives = next
      }
      const stored = JSON.parse(JSON.stringify(lives)) as TracedTask
      const lines = traceOf(stored)
      assert.deepEqual(brokenTraceLaws(lines), [])
      assert.deepEqual(brokenTraceLaws(traceOf(JSON.parse(JSON.stringify(half)) as TracedTask)), [])
      const last = lines.at(-1)!
      const how = last.event === 'ended' ? last.status : last.event
      ends.set(how, (ends.get(how) ?? 0) + 1)
    }),
    { numRuns: 300 },
  )
  for (const status of endedStatuses) assert.ok(ends.has(status), `no walk ${status}`)
})

/** What is lived after one more event; null: the task refuses it. */
function happen({ task, events }: TracedTask, event: TaskEvent, now: number): TracedTask | null {
  try {
    const next: Task = transition(task, event, now)
    return next === task
      ? null
      : { task: next, events: [...events, line(events.length + 1, next.revision, now, event)] }
  } catch (error) {
    if (error instanceof StepwellError) return null
    throw error
  }
}
