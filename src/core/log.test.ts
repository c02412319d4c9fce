import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logLinesOf, longestLogLine } from './log.ts'

test('a text of several lines is one that runs on, or leaves empty lines', () => {
  assert.deepEqual(logLinesOf('copied'), ['copied'])
  assert.deepEqual(logLinesOf('Error: it broke\n    at copy\r\n\n  \rlast\n'), [
    'Error: it broke',
    '    at copy',
    'last',
  ])
  assert.deepEqual(logLinesOf(' \n'), [])
})

test('a line is longer than it may be, or ends in half a character', () => {
  const most = 'x'.repeat(longestLogLine)
  assert.deepEqual(logLinesOf(most), [most])
  assert.deepEqual(logLinesOf(`${most}x`), [`${most.slice(1)}…`])
  const pairs = `${'x'.repeat(longestLogLine - 2)}💳💳`
  assert.deepEqual(logLinesOf(pairs), [`${'x'.repeat(longestLogLine - 2)}…`])
  assert.deepEqual(logLinesOf('half \ud83d of one'), ['half \ufffd of one'])
})
