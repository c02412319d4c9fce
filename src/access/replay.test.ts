import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createReplayMemory, defaultReplayBounds } from './replay.ts'

const minuteMs = 60_000
const startMs = 30_000_000 * minuteMs
const validMs = 15 * minuteMs

const createMemory = (maximumCount = 10, maximumBytes = 100, maximumOfCaller = maximumCount) =>
  createReplayMemory<string>({ maximumCount, maximumOfCaller, maximumBytes }, answer => answer.length)
const signed = (signature: string, expiresAtMs: number, caller = 'anna') => ({
  signature,
  expiresAtMs,
  caller,
})

test('the same signature acts once and gets the first answer, also while that is under way', async () => {
  const memory = createMemory()
  const { promise, resolve } = Promise.withResolvers<string>()
  let acts = 0
  const ask = () =>
    memory.answerOnce(signed('s1', startMs + validMs), startMs, () => {
      acts++
      return promise
    })
  const first = ask()
  const during = ask()
  assert.equal(first.kind, 'first')
  assert.equal(during.kind, 'again')
  resolve('created')
  assert.ok(during.kind === 'again')
  assert.equal(await during.answer, 'created')
  const after = ask()
  assert.ok(after.kind === 'again')
  assert.equal(await after.answer, 'created')
  assert.equal(acts, 1)
  assert.deepEqual(memory.size(), { count: 1, bytes: 7 })
})

test('a failure is the answer too: it may have acted in part', async () => {
  const memory = createMemory()
  let acts = 0
  const ask = () =>
    memory.answerOnce(signed('s1', startMs + validMs), startMs, () => {
      acts++
      throw new Error('disk full')
    })
  for (const outcome of [ask(), ask()]) {
    assert.ok(outcome.kind === 'first' || outcome.kind === 'again')
    await assert.rejects(outcome.answer, /disk full/)
  }
  assert.equal(acts, 1)
  assert.deepEqual(memory.size(), { count: 1, bytes: 0 })
})

test('a secret answer is given again, or what gave it acts twice', async () => {
  const memory = createMemory()
  const ask = () => memory.answerOnce(signed('s1', startMs + validMs), startMs, async () => 'secret', true)
  const first = ask()
  assert.deepEqual(ask(), { kind: 'answer_gone' }, 'while it is under way')
  assert.ok(first.kind === 'first')
  assert.equal(await first.answer, 'secret')
  assert.deepEqual(ask(), { kind: 'answer_gone' })
  assert.deepEqual(memory.size(), { count: 1, bytes: 0 })
})

test('full of signatures: a new one does not act and hears when there is room', () => {
  const memory = createMemory(1)
  memory.answerOnce(signed('s1', startMs + validMs), startMs, async () => 'a')
  const refused = memory.answerOnce(signed('s2', startMs + validMs), startMs, () => assert.fail('acted'))
  assert.deepEqual(refused, { kind: 'full', freeAtMs: startMs + validMs + minuteMs })
  assert.equal(
    memory.answerOnce(signed('s1', startMs + validMs), startMs, () => assert.fail('acted')).kind,
    'again',
  )
  const later = startMs + validMs + minuteMs
  assert.equal(memory.answerOnce(signed('s2', later + validMs), later, async () => 'b').kind, 'first')
})

test('one caller alone fills it, or has no room when its dates are over', () => {
  const memory = createMemory(10, 100, 1)
  const ask = (signature: string, caller: string, nowMs = startMs) =>
    memory.answerOnce(signed(signature, nowMs + validMs, caller), nowMs, async () => 'a').kind
  assert.deepEqual([ask('s1', 'anna'), ask('s2', 'anna'), ask('s3', 'ben')], ['first', 'full', 'first'])
  assert.equal(ask('s1', 'anna'), 'again')
  assert.equal(ask('s4', 'anna', startMs + validMs + minuteMs), 'first')
})

test('full of answers: the oldest answer goes, its signature stays', async () => {
  const memory = createMemory(10, 5)
  for (const signature of ['s1', 's2']) {
    const outcome = memory.answerOnce(signed(signature, startMs + validMs), startMs, async () => 'abcd')
    assert.ok(outcome.kind === 'first')
    await outcome.answer
  }
  assert.deepEqual(memory.size(), { count: 2, bytes: 4 })
  const again = (signature: string) =>
    memory.answerOnce(signed(signature, startMs + validMs), startMs, () => assert.fail('acted')).kind
  assert.equal(again('s1'), 'answer_gone')
  assert.equal(again('s2'), 'again')
})

test('an answer larger than the bound is given once and not kept', async () => {
  const memory = createMemory(10, 3)
  const outcome = memory.answerOnce(signed('s1', startMs + validMs), startMs, async () => 'abcd')
  assert.ok(outcome.kind === 'first')
  assert.equal(await outcome.answer, 'abcd')
  assert.deepEqual(memory.size(), { count: 1, bytes: 0 })
})

test('an answer that comes after its date is over is not kept', async () => {
  const memory = createMemory()
  const { promise, resolve } = Promise.withResolvers<string>()
  const slow = memory.answerOnce(signed('slow', startMs), startMs, () => promise)
  const later = memory.answerOnce(signed('later', startMs + validMs), startMs + minuteMs, async () => 'x')
  resolve('late')
  assert.ok(slow.kind === 'first' && later.kind === 'first')
  assert.deepEqual(await Promise.all([slow.answer, later.answer]), ['late', 'x'])
  assert.deepEqual(memory.size(), { count: 1, bytes: 1 })
})

test('the clock goes back: what was forgotten does not act again', () => {
  const memory = createMemory()
  const old = startMs
  assert.equal(memory.answerOnce(signed('s1', old), startMs, async () => 'a').kind, 'first')
  memory.answerOnce(signed('s2', startMs + validMs), startMs + minuteMs, async () => 'b')
  assert.deepEqual(
    memory.answerOnce(signed('s1', old), startMs, () => assert.fail('acted')),
    { kind: 'expired' },
  )
})

test('the default bounds are given', () => {
  assert.deepEqual(defaultReplayBounds, {
    maximumCount: 200_000,
    maximumOfCaller: 50_000,
    maximumBytes: 33_554_432,
  })
})

test('whatever comes in whatever order, nothing acts twice while its date is valid and the bounds hold', async () => {
  const request = fc.record({ id: fc.nat(12), forwardMs: fc.nat(5 * minuteMs) })
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 60 }), async requests => {
      const memory = createMemory(4, 10)
      const acted = new Set<string>()
      const expiries = new Map<number, number>()
      let nowMs = startMs
      for (const { id, forwardMs } of requests) {
        nowMs += forwardMs
        const known = expiries.get(id)
        const expiresAtMs = known !== undefined && known >= nowMs ? known : nowMs + validMs
        expiries.set(id, expiresAtMs)
        const signature = `${id}-${expiresAtMs}`
        const outcome = memory.answerOnce(signed(signature, expiresAtMs), nowMs, async () => {
          assert.equal(acted.has(signature), false)
          acted.add(signature)
          return signature.slice(0, 4)
        })
        if (outcome.kind === 'first' || outcome.kind === 'again') await outcome.answer
        const { count, bytes } = memory.size()
        assert.ok(count <= 4 && bytes <= 10 && bytes >= 0)
      }
    }),
  )
})
