import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPast, pastMoment } from './moment-to-come.ts'

test('a time that is over is taken, or one of a clock that is a little behind is not', () => {
  const now = Date.UTC(2026, 10, 25)
  assert.equal(isPast(Date.UTC(2020, 0, 1), now), true)
  assert.equal(isPast(now - 60_001, now), true)
  for (const at of [null, now - 60_000, now, now + 1]) assert.equal(isPast(at, now), false)
})

test('who names a time that is over is not told where', () => {
  const { code, problems } = pastMoment('/until')
  assert.equal(code, 'invalid_request')
  assert.deepEqual(
    problems.map(({ path }) => path),
    ['/until'],
  )
})
