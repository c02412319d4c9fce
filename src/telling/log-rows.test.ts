import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LogLineView } from '../dialects/native/log-schema.ts'
import { logReader, rowKey, rowsWith, type LogRow } from './log-rows.ts'

const line = (text: string, number: number, more: Partial<LogLineView> = {}): LogLineView => ({
  id: number,
  at: '2026-06-17T07:38:42.503Z',
  step: 'copy',
  attempt: 1,
  number,
  text,
  ...more,
})

const told = (rows: readonly LogRow[]): readonly string[] =>
  rows.map(row => {
    if (row.type === 'line') return row.line.text
    return row.type === 'attempt' ? `attempt ${row.number}` : `${row.count} of ${row.step} gone`
  })

test('lines that have gone are not missed, also over two pages or before the first', () => {
  const read = logReader()
  assert.deepEqual(told(read([line('c', 3), line('d', 4)])), ['2 of copy gone', 'c', 'd'])
  assert.deepEqual(told(read([line('e', 5), line('i', 9)])), ['e', '3 of copy gone', 'i'])
})

test('steps that write in turn, or what follows the last, are taken for a gap', () => {
  const lines = [
    line('a', 1),
    line('b', 1, { step: 'verify' }),
    line('c', 2),
    line('d', 2, { step: 'verify' }),
    line('undone', 1, { step: null }),
    line('undone too', 3, { step: null }),
  ]
  assert.deepEqual(told(logReader()(lines)), ['a', 'b', 'c', 'd', 'undone', '1 of null gone', 'undone too'])
})

test('where the next attempt begins is not to be seen', () => {
  const lines = [line('a', 1), line('b', 1, { attempt: 2 }), line('c', 4, { attempt: 3 })]
  assert.deepEqual(told(logReader()(lines)), ['a', 'attempt 2', 'b', 'attempt 3', '3 of copy gone', 'c'])
})

test('a search finds letters as they are written only, tells gaps, or attempts in which it found nothing', () => {
  const rows = logReader()([
    line('Key a', 2),
    line('slot', 3),
    line('slot', 1, { attempt: 2 }),
    line('slot', 1, { attempt: 3 }),
    line('the key', 5, { attempt: 3 }),
    line('slot', 1, { attempt: 4 }),
  ])
  assert.deepEqual(told(rowsWith(rows, 'KEY')), ['Key a', 'attempt 3', 'the key'])
})

test('two rows of a log have the same name', () => {
  const lines = [line('a', 2), line('b', 5), line('c', 3, { id: 7, attempt: 2 })]
  const names = logReader()(lines).map(rowKey)
  assert.deepEqual(names, ['before 2', '2', 'before 5', '5', 'attempt 2', 'before 7', '7'])
})
