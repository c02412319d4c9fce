import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learnTime, serverNow } from './server-clock.ts'

const hourMs = 3_600_000
/** How far the server is told to be before this machine, give or take what a `Date` of whole seconds leaves open. */
const aheadMs = (): number => serverNow() - Date.now()
const isNear = (ms: number, wanted: number): boolean => Math.abs(ms - wanted) < 1100
const dateOf = (at: number): string => new Date(at).toUTCString()

test('a browser whose clock is wrong shows times that are', () => {
  assert.ok(isNear(aheadMs(), 0), 'nothing is known yet')
  for (const junk of [null, '', 'soon']) learnTime(junk, 0, 0)
  assert.ok(isNear(aheadMs(), 0))
  const now = Date.now()
  learnTime(dateOf(now + hourMs), now, now + 40)
  assert.ok(isNear(aheadMs(), hourMs))
})

test('answers of one second each move the time', () => {
  const base = Math.floor(Date.now() / 1000) * 1000 + hourMs
  // The true difference is two hours and 300 ms: so the second changes at 700 ms.
  for (let ms = 0; ms < 3000; ms += 50) {
    const server = base + ms + 2 * hourMs + 300
    learnTime(dateOf(server), base + ms, base + ms)
  }
  assert.ok(Math.abs(aheadMs() - (2 * hourMs + 300)) <= 60, String(aheadMs()))
})

test('a clock that was set is believed to be where it was', () => {
  const now = Date.now()
  learnTime(dateOf(now - hourMs), now, now)
  assert.ok(isNear(aheadMs(), -hourMs))
})
