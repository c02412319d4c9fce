import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMeter, type Meter } from './meter.ts'

/** Reports samples, each `[milliseconds, done]`, and gives the last rate. */
const rate = (
  samples: readonly (readonly [number, number | null])[],
  meter: Meter = createMeter(),
): number | null =>
  samples
    .map(([at, done]) => meter.measure({ step: 'copy', subStep: null, progress: { done } }, at))
    .at(-1) ?? null

test('a rate is not known before a second was seen', () => {
  assert.equal(rate([]), null)
  assert.equal(rate([[0, 0]]), null)
  assert.equal(
    rate([
      [0, 0],
      [999, 500],
    ]),
    null,
  )
  assert.equal(
    rate([
      [0, 0],
      [1000, 500],
    ]),
    500,
  )
})

test('what was done before this worker came is no part of its rate', () => {
  assert.equal(
    rate([
      [0, 1_000_000],
      [2000, 1_000_200],
    ]),
    100,
  )
})

test('only the last ten seconds count', () => {
  assert.equal(
    rate([
      [0, 0],
      [1000, 10_000],
      [11_000, 10_000],
      [21_000, 10_010],
    ]),
    1,
  )
})

test('a counter that tells something once in a while has a rate all the same', () => {
  assert.equal(
    rate([
      [0, 0],
      [30_000, 3],
      [60_000, 6],
    ]),
    0.1,
  )
})

test('a counter that stands still falls to nothing', () => {
  assert.equal(
    rate([
      [0, 0],
      [1000, 100],
      [11_500, 100],
      [12_000, 100],
    ]),
    0,
  )
})

test('a counter that begins again is measured anew', () => {
  const meter = createMeter()
  assert.equal(
    rate(
      [
        [0, 0],
        [1000, 1000],
      ],
      meter,
    ),
    1000,
  )
  assert.equal(rate([[1500, 0]], meter), null)
  assert.equal(rate([[2500, 50]], meter), 50)
})

test('a report without a count neither measures nor forgets', () => {
  assert.equal(
    rate([
      [0, 0],
      [1000, 100],
      [1500, null],
    ]),
    100,
  )
})

test('parts are measured apart', () => {
  const meter = createMeter()
  const measure = (subStep: string | null, at: number, done: number) =>
    meter.measure({ step: 'copy', subStep, progress: { done } }, at)
  measure('a', 0, 0)
  measure(null, 0, 100)
  assert.equal(measure('a', 1000, 5), 5)
  assert.equal(measure(null, 1000, 101), 1)
})

test('a clock that goes back tells no rate', () => {
  assert.equal(
    rate([
      [5000, 0],
      [1000, 100],
    ]),
    null,
  )
})

test('reports at every page keep the rate and cost no more than a few samples', () => {
  const pages = Array.from({ length: 20_000 }, (_, page): [number, number] => [page / 2, page * 10])
  assert.ok(Math.abs(rate(pages)! - 20_000) < 1)
})
