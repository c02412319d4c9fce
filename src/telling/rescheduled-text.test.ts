import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayer, tellingWords } from '../words/telling.ts'
import { instanceText } from './instance-text.ts'
import { rescheduledText } from './rescheduled-text.ts'

const say = sayer(tellingWords, 'en-us')

test('who moved a task is not told, or why it was moved is', () => {
  const rescheduled = { at: '2026-11-25T00:00:00.000Z', by: 'AK2', byName: 'lin', reason: 'a quieter hour' }
  assert.equal(rescheduledText({ rescheduled: null }, say), null)
  assert.equal(rescheduledText({ rescheduled }, say), 'lin: a quieter hour')
  assert.equal(rescheduledText({ rescheduled: { ...rescheduled, reason: null } }, say), 'lin')
})

test('a target is told by its id', () => {
  const uses = [
    { id: 'i1', name: 'orders', isRegistered: true },
    { id: 'i2', name: null, isRegistered: false },
  ]
  assert.equal(instanceText('i1', { uses }), 'orders')
  for (const text of ['i2', 'fast']) assert.equal(instanceText(text, { uses }), text)
})
