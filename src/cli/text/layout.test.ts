import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bar } from './bar.ts'
import { displayWidth } from './display-width.ts'
import { factText } from '../../telling/facts.ts'
import { factLines } from './instance.ts'
import { addressesOf } from '../../telling/addresses.ts'
import { painter } from './paint.ts'
import { fittingTable, listing, table } from './table.ts'
import { hanging, wrap } from './wrap.ts'

const plain = painter(false)

test('a bar is wider or narrower than it should be', () => {
  for (let percent = -5; percent <= 105; percent += 0.5)
    assert.equal(displayWidth(bar(percent, 12, plain)), 12, String(percent))
  assert.equal(bar(50, 4, plain), '██░░')
  assert.equal(bar(53, 4, plain), '██▏░')
  assert.equal(bar(100, 4, plain), '████')
})

test('colour is written where none is wanted', () => {
  assert.equal(plain('red', 'text'), 'text')
  assert.equal(painter(true)('red', 'text'), '\u001b[31mtext\u001b[39m')
})

test('columns of a table with Chinese text do not line up', () => {
  const lines = table(
    ['名称', 'B'],
    [
      ['数据', 'x'],
      ['a', ''],
    ],
  )
  assert.deepEqual(lines, ['名称  B', '数据  x', 'a'])
})

test('a table that is too wide loses what is needed most, or keeps all', () => {
  const columns = [
    { heading: 'ID', cell: (row: string) => row.repeat(4), rank: 9 },
    { heading: 'A', cell: (row: string) => row, rank: 2 },
    { heading: 'B', cell: (row: string) => row.repeat(3), rank: 1 },
  ]
  assert.deepEqual(fittingTable(columns, ['x'], 12), ['ID    A  B', 'xxxx  x  xxx'])
  assert.deepEqual(fittingTable(columns, ['x'], 11), ['ID    A', 'xxxx  x'])
  assert.deepEqual(fittingTable(columns, ['x'], 6), ['ID', 'xxxx'])
  assert.deepEqual(fittingTable(columns, ['x'], 1), ['ID', 'xxxx'], 'an id is of no use in part')
})

test('further lines of a text do not stand below its first, or have no room', () => {
  assert.deepEqual(hanging('label  ', 'a text that is longer than that', 30), [
    'label  a text that is longer',
    '       than that',
  ])
  assert.deepEqual(hanging('a label that takes the room', 'a text that is long', 30), [
    'a label that takes the room',
    '    a text that is long',
  ])
  assert.deepEqual(hanging('标签  ', '短', 40), ['标签  短'])
})

test('a listing shows what is not known', () => {
  assert.deepEqual(
    listing([
      ['a', '1'],
      ['long', null],
      ['bc', '2'],
    ]),
    ['a   1', 'bc  2'],
  )
  assert.deepEqual(listing([]), [])
})

test('a long text is broken within a word, or a Chinese one not at all', () => {
  assert.deepEqual(wrap('The target is out of memory.', 12), ['The target', 'is out of', 'memory.'])
  const chinese = wrap('目标实例内存不足，请扩容后重试。', 10)
  assert.deepEqual(chinese, ['目标实例内', '存不足，请', '扩容后重', '试。'])
  assert.deepEqual(wrap('see 10.0.0.7:6379', 10), ['see 10.0.0', '.7:6379'])
  assert.deepEqual(wrap('', 10), [''])
})

test('an instance is shown with what nobody asked for', () => {
  const found = {
    facts: { mode: 'cluster', keyCount: 400_000, nodes: [1, 2, 3], openSlots: null, other: { a: 1 } },
  }
  assert.deepEqual(factLines(found, 'en-us'), [
    'Found there:',
    '  mode        cluster',
    '  keys        400,000',
    '  nodes       3',
    '  open slots  ',
    '  other       {"a":1}',
  ])
  assert.match(factLines({ facts: {} }, 'zh-cn')[0] ?? '', /未进行探测/)
  assert.equal(factText(undefined, 'en-us'), '')
})

test('an IPv6 address cannot be told from its port', () => {
  const endpoints = [
    { host: '::1', port: 6379 },
    { host: 'redis.example.com', port: 7001 },
  ]
  assert.equal(addressesOf({ endpoints }), '[::1]:6379, redis.example.com:7001')
})
