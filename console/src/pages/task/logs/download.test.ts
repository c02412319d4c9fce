import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logReader } from '../../../../../src/telling/log-rows.ts'
import { sayer, tellingWords } from '../../../../../src/words/telling.ts'
import { logText } from './download.ts'

test('a log that is taken along does not say of what, or hides what is missing', () => {
  const line = { id: 1, at: '2026-06-17T07:38:42.503Z', step: 'copy', attempt: 1, number: 1, text: 'begun' }
  const rows = logReader()([
    line,
    { ...line, id: 2, number: 4, text: 'further' },
    { ...line, id: 3, attempt: 2, step: null, text: 'undone' },
    { ...line, id: 4, attempt: 2, step: null, number: 3, text: 'undone too' },
  ])
  assert.equal(
    logText(rows, sayer(tellingWords, 'en-us')),
    `2026-06-17T07:38:42.503Z 1 copy begun
… 2 lines of copy are missing: no longer kept, or never stored.
2026-06-17T07:38:42.503Z 1 copy further
Attempt 2:
2026-06-17T07:38:42.503Z 2 - undone
… 1 lines of (after the steps) are missing: no longer kept, or never stored.
2026-06-17T07:38:42.503Z 2 - undone too
`,
  )
})
