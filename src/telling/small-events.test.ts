import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventWords } from '../words/events.ts'
import { isSmall } from './small-events.ts'

test('what a person looks for is hidden with what happens again and again', () => {
  assert.deepEqual(Object.keys(eventWords).filter(isSmall), [
    'progressed',
    'checkpointSaved',
    'taskCheckpointSaved',
  ])
})
