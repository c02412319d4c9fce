import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pause, type Clock } from './clock.ts'

/** A clock whose one timer goes off when the test says so. */
function handClock() {
  const waiting: (() => void)[] = []
  const clock: Clock = {
    now: () => 0,
    elapsed: () => 0,
    after(_, act) {
      waiting.push(act)
      return { cancel: () => void waiting.splice(0) }
    },
    every: () => ({ cancel: () => {} }),
  }
  return { clock, waiting, goOff: () => waiting.splice(0).forEach(act => act()) }
}

test('a pause ends when its time is over, and no sooner', async () => {
  const { clock, goOff } = handClock()
  let over = false
  const paused = pause(clock, 1000, new AbortController().signal).then(() => (over = true))
  await Promise.resolve()
  assert.equal(over, false)
  goOff()
  await paused
})

test('a pause that is no longer wanted leaves a timer behind, or waits for it', async () => {
  const { clock, waiting } = handClock()
  const stop = new AbortController()
  const paused = pause(clock, 1000, stop.signal)
  assert.equal(waiting.length, 1)
  stop.abort()
  await paused
  assert.equal(waiting.length, 0)
  await pause(clock, 1000, stop.signal)
  assert.equal(waiting.length, 0, 'aborted before it began')
})
