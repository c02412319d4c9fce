import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchOf } from './task-search.ts'

const instances = [
  { id: 'i1', name: 'Orders' },
  { id: 'i2', name: 'reorders-old' },
  { id: 'i3', name: 'sessions' },
]
const operations = [
  { name: 'redis.migrate', title: { 'en-us': 'Data migration', 'zh-cn': '数据迁移' } },
  { name: 'redis.scale', title: { 'en-us': 'Change of size', 'zh-cn': '规格变更' } },
]
const found = (search: string) => {
  const { idPrefix, instances: ids, operations: names } = matchOf(search, instances, operations)
  return [idPrefix, ids, names]
}

test('a search cares for case, or misses a name, a title or the other language', () => {
  assert.deepEqual(found(' ORDERS '), ['orders', ['i1', 'i2'], []])
  assert.deepEqual(found('Migrat'), ['migrat', [], ['redis.migrate']])
  assert.deepEqual(found('SIZE'), ['size', [], ['redis.scale']])
  assert.deepEqual(found('迁移'), ['迁移', [], ['redis.migrate']])
  assert.deepEqual(found('8ABF'), ['8abf', [], []])
})
