import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createHandClock } from '../../../src/core/testing/hand-clock.ts'
import { paced } from './at-most-every.ts'

/** What is done at most every 700 ms and takes so long, and the moments at which it was begun. */
function begin(takesMs = 0) {
  const clock = createHandClock(() => 0)
  const done: number[] = []
  async function act(): Promise<void> {
    done.push(clock.elapsed())
    if (takesMs > 0) await new Promise<void>(resolve => clock.after(takesMs, resolve))
  }
  /** Lets time pass, and lets what is over then come to its end. */
  async function pass(ms: number): Promise<void> {
    clock.pass(ms)
    await setImmediate()
  }
  return { done, pace: paced(act, clock), pass }
}

test('what has just been read is read again at once, or a hundred events read it a hundred times', async () => {
  const { done, pace, pass } = begin()
  for (let event = 0; event < 100; event++) pace.ask(700)
  await pass(699)
  assert.deepEqual(done, [])
  await pass(1)
  assert.deepEqual(done, [700])
  pace.ask(700)
  await pass(300)
  pace.ask(700)
  await pass(400)
  await pass(5000)
  assert.deepEqual(done, [700, 1400])
})

test('after a rest something waits that need not', async () => {
  const { done, pace, pass } = begin()
  await pass(5000)
  pace.ask(700)
  await pass(0)
  assert.deepEqual(done, [5000])
})

test('a page that was left reads on', async () => {
  const { done, pace, pass } = begin()
  pace.ask(700)
  pace.end()
  await pass(5000)
  assert.deepEqual(done, [])
})

test('something that takes long is begun again before it is over, or not once more after it', async () => {
  const { done, pace, pass } = begin(900)
  await pass(5000)
  pace.ask(700)
  await pass(0)
  for (let event = 0; event < 8; event++) {
    pace.ask(700)
    await pass(100)
  }
  assert.deepEqual(done, [5000])
  await pass(100)
  await pass(699)
  assert.deepEqual(done, [5000])
  await pass(1)
  assert.deepEqual(done, [5000, 6600])
  pace.ask(700)
  pace.end()
  await pass(5000)
  assert.deepEqual(done, [5000, 6600])
})

test('what has failed once is never done again', async () => {
  const clock = createHandClock(() => 0)
  let count = 0
  const pace = paced(() => Promise.reject(new Error(`${++count}`)), clock)
  for (const _ of ['once', 'again']) {
    pace.ask(700)
    clock.pass(700)
    await setImmediate()
  }
  assert.equal(count, 2)
})
