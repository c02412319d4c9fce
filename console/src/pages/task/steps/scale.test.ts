import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endOf, isFine, placeOf, scaleOf, ticksOf, type Lived } from './scale.ts'

const moment = (second: number): string => new Date(second * 1000).toISOString()
const task = (lived: Partial<Lived>): Lived => ({
  createdAt: moment(0),
  startedAt: null,
  endedAt: null,
  predictedEndAt: null,
  attempts: [],
  ...lived,
})

test('a task that runs is shown to now only, although its end is predicted', () => {
  const running = task({ startedAt: moment(10), predictedEndAt: moment(100) })
  assert.deepEqual(scaleOf(running, 40_000), { from: 0, to: 100_000, now: 40_000 })
  assert.deepEqual(scaleOf(running, 120_000), { from: 0, to: 120_000, now: 120_000 })
  assert.deepEqual(scaleOf(task({ startedAt: moment(10) }), 40_000), { from: 0, to: 40_000, now: 40_000 })
})

test('a task that has ended is shown with a now', () => {
  const ended = task({ startedAt: moment(10), endedAt: moment(50) })
  assert.deepEqual(scaleOf(ended, 99_000), { from: 0, to: 50_000, now: null })
})

test('what was done cannot be seen beside a long wait', () => {
  const waited = task({ startedAt: moment(3600), endedAt: moment(3660) })
  assert.deepEqual(scaleOf(waited, 9_999_000), { from: 3_560_000, to: 3_660_000, now: null })
})

test('a task that has not begun, or took no time, has no room', () => {
  assert.deepEqual(scaleOf(task({}), 0), { from: 0, to: 1000, now: 0 })
})

test('an earlier attempt lies before the beginning of the scale', () => {
  const first = {
    number: 1,
    status: 'failed',
    startedAt: moment(5),
    endedAt: moment(20),
    failure: null,
  } as const
  const retried = task({ startedAt: moment(30), endedAt: moment(60), attempts: [first] })
  assert.equal(scaleOf(retried, 99_000).from, 0)
  const neverBegun = task({ startedAt: moment(30), attempts: [{ ...first, startedAt: null }] })
  assert.equal(scaleOf(neverBegun, 60_000).from, 10_000, 'of what was no work only the end is shown')
})

test('a bar lies beside its time, or outside of its row', () => {
  const scale = { from: 0, to: 1000, now: null }
  assert.deepEqual(placeOf(scale, 250, 750), { left: '25%', width: '50%' })
  assert.deepEqual(placeOf(scale, -500, 500), { left: '0%', width: '50%' })
  assert.deepEqual(placeOf(scale, 500, 5000), { left: '50%', width: '50%' })
  assert.deepEqual(placeOf(scale, 500, 500), { left: '50%', width: '0.2%' })
  assert.equal(placeOf(scale, 1001, 2000), null)
  assert.equal(placeOf(scale, -20, -10), null)
})

test('the axis begins or ends elsewhere than its scale', () => {
  assert.deepEqual(ticksOf({ from: 0, to: 300, now: null }, 4), [0, 100, 200, 300])
})

test('an axis says the same second again and again, or thousandths where nobody wants them', () => {
  assert.equal(isFine({ from: 0, to: 1000, now: null }, 4), true)
  assert.equal(isFine({ from: 0, to: 3000, now: null }, 4), false)
})

test('what goes on ends where a prediction does', () => {
  assert.equal(endOf({ from: 0, to: 300, now: 200 }), 200)
  assert.equal(endOf({ from: 0, to: 300, now: null }), 300)
})
