import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAttemptLimit, type Attempt } from './attempt-limit.ts'

const lin: Attempt = { name: 'lin', address: '192.0.2.7' }
const minute = 60_000

/** Waits as told and fails, so many times; gives the waits. */
function fail(limit: ReturnType<typeof createAttemptLimit>, attempt: Attempt, times: number, from = 0) {
  let now = from
  const waits: number[] = []
  while (waits.length < times) {
    const wait = limit.begin(attempt, now)
    if (wait === 0) waits.push(now)
    now += wait
  }
  return { now, gaps: waits.map((at, index) => at - (waits[index - 1] ?? from)) }
}

test('guesses are not slowed down, or a mistyped password costs time at once', () => {
  const { gaps } = fail(createAttemptLimit(), lin, 16)
  assert.deepEqual(gaps.slice(0, 8), [0, 0, 0, 0, 0, 1000, 2000, 4000])
  assert.equal(Math.max(...gaps), 5 * minute, 'no wait is longer')
})

test('an attempt that has to wait makes the wait longer', () => {
  const limit = createAttemptLimit()
  fail(limit, lin, 5)
  assert.deepEqual([limit.begin(lin, 0), limit.begin(lin, 400), limit.begin(lin, 999)], [1000, 600, 1])
  assert.equal(limit.begin(lin, 1000), 0)
})

test('many attempts at once are a way around', () => {
  const limit = createAttemptLimit()
  const begun = Array.from({ length: 100 }, () => limit.begin(lin, 0)).filter(wait => wait === 0)
  assert.equal(begun.length, 5)
})

test('who knows the password has to wait after it, or is locked out by guesses from elsewhere', () => {
  const limit = createAttemptLimit()
  fail(limit, lin, 4)
  assert.equal(limit.begin(lin, 0), 0)
  limit.succeeded(lin)
  assert.deepEqual(fail(limit, lin, 5).gaps, [0, 0, 0, 0, 0])
  for (let host = 1; host <= 200; host++) limit.begin({ ...lin, address: `198.51.100.${host}` }, 0)
  const elsewhere = { ...lin, address: '203.0.113.9' }
  assert.equal(limit.begin(elsewhere, 0), 0, 'the first from there')
  assert.equal(limit.begin(elsewhere, 0), 30_000, 'while the name is being guessed the next waits')
  limit.succeeded(elsewhere)
  limit.succeeded(elsewhere)
})

test('one address tries all names, or what succeeds makes its guesses forgotten', () => {
  const limit = createAttemptLimit()
  const named = (number: number): Attempt => ({ name: `user${number}`, address: lin.address })
  for (let number = 0; number < 30; number++) assert.equal(limit.begin(named(number), 0), 0)
  assert.equal(limit.begin(named(30), 0), 1000)
  assert.equal(limit.begin({ name: 'user31', address: '192.0.2.8' }, 0), 0)
  limit.succeeded(named(0))
  assert.equal(limit.begin(named(31), 0), 0, 'what succeeded did not fail')
  assert.equal(limit.begin(named(32), 0), 1000)
})

test('who comes from nobody knows where is not slowed down', () => {
  const limit = createAttemptLimit()
  const hidden = { name: 'lin', address: null }
  fail(limit, hidden, 5)
  assert.equal(limit.begin(hidden, 0), 1000)
  limit.succeeded(hidden)
  assert.equal(limit.begin(hidden, 0), 0)
})

test('what failed is remembered for ever', () => {
  const limit = createAttemptLimit()
  const { now } = fail(limit, lin, 12)
  assert.deepEqual(fail(limit, lin, 5, now + 61 * minute).gaps, [0, 0, 0, 0, 0])
})

test('an attacker fills the memory, or makes it forget who failed last', () => {
  const limit = createAttemptLimit(30)
  for (let host = 0; host < 1000; host++)
    limit.begin({ name: `x${host}`, address: `10.0.${host >> 8}.${host & 255}` }, 0)
  fail(limit, lin, 5)
  assert.equal(limit.begin(lin, 0), 1000)
})
