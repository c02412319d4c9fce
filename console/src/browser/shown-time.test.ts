import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followTime, holdTime, shownTime } from './shown-time.ts'

test('a remaining time runs down while the server is away, or stays behind once it is back', ({ mock }) => {
  mock.timers.enable({ apis: ['Date', 'setInterval'], now: 10_000 })
  const told: number[] = []
  const leave = followTime(() => told.push(shownTime()))
  mock.timers.tick(1000)
  assert.deepEqual(told, [11_000])

  const letGo = holdTime()
  const letGoToo = holdTime()
  mock.timers.tick(5000)
  letGo()
  const leaveToo = followTime(() => {})
  assert.deepEqual([told, shownTime()], [[11_000], 11_000])

  letGoToo()
  assert.deepEqual(told, [11_000, 16_000], 'it is right at once')
  mock.timers.tick(1000)
  assert.deepEqual(told, [11_000, 16_000, 17_000])
  leave()
  leaveToo()
})

test('a page that is opened after a while shows how late it was', ({ mock }) => {
  mock.timers.enable({ apis: ['Date', 'setInterval'], now: 10_000 })
  followTime(() => {})()
  mock.timers.tick(60_000)
  const leave = followTime(() => {})
  assert.equal(shownTime(), 70_000)
  leave()
})
