import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathOf } from './event.ts'

test('one part of a task is taken for another', () => {
  const parts = [
    { step: 'copy', subStep: null },
    { step: 'copy', subStep: '' },
    { step: 'copy', subStep: 'a' },
    { step: 'copy/a', subStep: null },
  ]
  assert.equal(new Set(parts.map(pathOf)).size, parts.length)
  assert.equal(pathOf({ step: 'copy', subStep: 'a' }), pathOf({ step: 'copy', subStep: 'a' }))
})
