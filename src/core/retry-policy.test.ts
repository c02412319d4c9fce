import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRetryPolicy, retryDelayMs, usualRetry } from './retry-policy.ts'

test('tries follow each other ever more slowly, up to the longest delay, and come to an end', () => {
  const policy = { times: 4, firstDelaySeconds: 2, longestDelaySeconds: 7 }
  assert.deepEqual(
    [0, 1, 2, 3, 4].map(retries => retryDelayMs(policy, retries, 0)),
    [2000, 4000, 7000, 7000, null],
  )
  assert.equal(retryDelayMs(null, 0, 0), null, 'what is never tried again')
})

test('tasks that failed together come back together', () => {
  assert.deepEqual(
    [0, 0.5, 1].map(random => retryDelayMs(usualRetry, 0, random)),
    [2000, 1500, 1000],
  )
})

test('a policy that cannot be kept to is taken', () => {
  assert.ok(isRetryPolicy(usualRetry))
  for (const wrong of [{ times: 0 }, { times: 1.5 }, { firstDelaySeconds: 0.1 }, { longestDelaySeconds: 1 }])
    assert.equal(isRetryPolicy({ ...usualRetry, ...wrong }), false, JSON.stringify(wrong))
})
