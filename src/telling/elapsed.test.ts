import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begunAt, elapsedText, secondsBetween } from './elapsed.ts'
import { waitingToRetry } from './testing/held-up-views.ts'
import { done, failed, halfDone, notBegun, sampleNow } from './testing/task-views.ts'

const telling = { language: 'en-us', now: sampleNow } as const

test('the time of the last attempt passes for that of the whole task', () => {
  assert.equal(elapsedText(notBegun, telling), '')
  assert.equal(elapsedText(halfDone, telling), 'elapsed 30s')
  assert.equal(elapsedText(done, telling), 'took 45s')
  // The first attempt took 85 s; what lay between is nobody's work.
  const again = { ...waitingToRetry, startedAt: '2026-06-17T08:00:25.000Z' }
  assert.equal(elapsedText(again, telling), 'elapsed 5s (1m 30s in all attempts)')
  const [first] = waitingToRetry.attempts
  const over = { ...again, endedAt: '2026-06-17T08:00:35.000Z', attempts: [first!, { ...first!, number: 2 }] }
  assert.equal(elapsedText(over, telling), 'took 10s (1m 35s in all attempts)')
  const unbegun = { ...again, attempts: [{ ...first!, startedAt: null }] }
  assert.equal(elapsedText(unbegun, { ...telling, language: 'zh-cn' }), '已用 5秒（所有尝试共 5秒）')
})

test('a task that was tried again seems to have begun then', () => {
  assert.equal(begunAt(waitingToRetry), '2026-06-17T07:59:00.000Z')
  assert.equal(begunAt(halfDone), halfDone.startedAt)
  assert.equal(begunAt(failed), failed.attempts.at(0)?.startedAt ?? failed.startedAt)
  assert.equal(begunAt(notBegun), null)
})

test('what has not ended, or not begun, took some time', () => {
  const [from, to] = ['2026-06-17T08:00:00.000Z', '2026-06-17T08:00:05.000Z']
  assert.equal(secondsBetween(from, to), 5)
  assert.equal(secondsBetween(to, from), 0, 'a clock was set back')
  assert.equal(secondsBetween(from, null, sampleNow), 30)
  assert.equal(secondsBetween(from, null), null)
  assert.equal(secondsBetween(null, to), null)
})
