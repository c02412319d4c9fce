import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readinessOf, type ReadinessParts } from './readiness.ts'

const worker = {
  id: 'w1',
  pid: 1,
  processStartedAt: 'then',
  startedAt: 0,
  heartbeatAt: 95_000,
  leaseExpiresAt: 105_000,
}

/** What is missing of a server at 100 s to which nothing is missing but what is told. */
async function missing(change: Partial<ReadinessParts> = {}) {
  const { ready, missing: parts } = await readinessOf({
    isServing: () => true,
    isHeld: false,
    workers: async () => [worker],
    lag: async () => ({ events: 3, ageMs: 2000 }),
    writeFailedAt: () => null,
    now: () => 100_000,
    ...change,
  })
  return [ready, ...parts]
}

test('a server that has all it needs is said not to be ready', async () => {
  assert.deepEqual(await missing(), [true])
})

test('a server without a worker that is heard of, or one that starts or ends, is sent work', async () => {
  assert.deepEqual(await missing({ workers: async () => [] }), [false, 'worker'])
  assert.deepEqual(await missing({ workers: async () => [{ ...worker, leaseExpiresAt: 99_999 }] }), [
    false,
    'worker',
  ])
  assert.deepEqual(await missing({ isServing: () => false }), [false, 'server'])
  assert.deepEqual(await missing({ isServing: () => false, workers: async () => [] }), [
    false,
    'server',
    'worker',
  ])
})

test('a server that was told to hold is sent work, or a worker is missed there', async () => {
  assert.deepEqual(await missing({ isHeld: true, workers: async () => [] }), [false, 'hold'])
})

test('a store that does not answer, or takes no write, is not named', async () => {
  const broken = () => Promise.reject(new Error('disk I/O error'))
  assert.deepEqual(await missing({ workers: broken }), [false, 'store'])
  assert.deepEqual(await missing({ lag: broken }), [false, 'store'])
  assert.deepEqual(await missing({ writeFailedAt: () => 96_000 }), [false, 'store'])
  assert.deepEqual(await missing({ writeFailedAt: () => 94_000 }), [true], 'a heartbeat was written since')
})

test('events that are told late keep a server from work, or are not told of', async () => {
  assert.deepEqual(await missing({ lag: async () => ({ events: 3, ageMs: 30_001 }) }), [true, 'events'])
})
