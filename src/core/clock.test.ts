import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pause } from './clock.ts'
import { createHandClock } from './testing/hand-clock.ts'

test('a pause ends when its time is over, and no sooner', async () => {
  const clock = createHandClock(() => 0)
  let over = false
  const paused = pause(clock, 1000, new AbortController().signal).then(() => (over = true))
  clock.pass(999)
  await nextTurn()
  assert.equal(over, false)
  clock.pass(1)
  await paused
})

test('a pause that is no longer wanted leaves a timer behind, or waits for it', async () => {
  const clock = createHandClock(() => 0)
  const stop = new AbortController()
  const paused = pause(clock, 1000, stop.signal)
  assert.equal(clock.nextMs(), 1000)
  stop.abort()
  await paused
  assert.equal(clock.nextMs(), null)
  await pause(clock, 1000, stop.signal)
  assert.equal(clock.nextMs(), null, 'aborted before it began')
})
