import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHandClock } from '../../../src/core/testing/hand-clock.ts'
import { paced } from './at-most-every.ts'

/** What is done at most every 700 ms, and the moments at which it was. */
function begin() {
  const clock = createHandClock(() => 0)
  const done: number[] = []
  const pace = paced(() => done.push(clock.elapsed()), clock)
  return { clock, done, pace }
}

test('what has just been read is read again at once, or a hundred events read it a hundred times', () => {
  const { clock, done, pace } = begin()
  for (let event = 0; event < 100; event++) pace.ask(700)
  clock.pass(699)
  assert.deepEqual(done, [])
  clock.pass(1)
  assert.deepEqual(done, [700])
  pace.ask(700)
  clock.pass(300)
  pace.ask(700)
  clock.pass(400)
  clock.pass(5000)
  assert.deepEqual(done, [700, 1400])
})

test('after a rest something waits that need not', () => {
  const { clock, done, pace } = begin()
  clock.pass(5000)
  pace.ask(700)
  clock.pass(0)
  assert.deepEqual(done, [5000])
})

test('a page that was left reads on', () => {
  const { clock, done, pace } = begin()
  pace.ask(700)
  pace.end()
  clock.pass(5000)
  assert.deepEqual(done, [])
})
