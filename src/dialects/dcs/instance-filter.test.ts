import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instance } from '../../core/instance.ts'
import { sampleInstance } from '../sample-operation.ts'
import { samples } from '../samples.ts'
import { matchOf } from './instance-filter.ts'

const instance = (name: string, change: Partial<Instance> = {}): Instance => ({
  ...sampleInstance,
  id: `id-of-${name}`,
  name,
  tags: {},
  ...change,
})
const { task } = samples.half
const extending = { ...task, operation: { ...task.operation, jobName: 'EXTEND' } }

const records = [
  { instance: instance('orders', { tags: { team: 'shop', tier: 'gold=1' } }), holder: null },
  { instance: instance('orders-copy', { tags: { team: 'shop' } }), holder: extending },
  { instance: instance('sessions', { endpoints: [{ host: '10.0.0.9', port: 1 }] }), holder: task },
]

const found = (query: Parameters<typeof matchOf>[0]): readonly string[] =>
  records.filter(matchOf(query)).map(record => record.instance.name)
const all = ['orders', 'orders-copy', 'sessions']

test('a filter that is empty or left out hides something', () => {
  assert.deepEqual(found({}), all)
  const empty = { instance_id: '', name: '', name_equal: 'true', status: '', tags: '', ip: '' }
  assert.deepEqual(found(empty), all)
  assert.deepEqual(found({ include_failure: 'true', include_delete: '1' }), all)
})

test('a name is looked for as a whole, or as a part, against what was asked', () => {
  assert.deepEqual(found({ name: 'orders' }), ['orders', 'orders-copy'])
  assert.deepEqual(found({ name: 'orders', name_equal: 'false' }), ['orders', 'orders-copy'])
  assert.deepEqual(found({ name: 'orders', name_equal: 'true' }), ['orders'])
  assert.deepEqual(found({ name: 'Orders' }), [])
})

test('an id, a state or an address finds others', () => {
  assert.deepEqual(found({ instance_id: 'id-of-orders' }), ['orders'])
  assert.deepEqual(found({ instance_id: 'id-of' }), [])
  assert.deepEqual(found({ status: 'EXTENDING' }), ['orders-copy'])
  assert.deepEqual(found({ status: 'RUNNING' }), ['orders', 'sessions'])
  assert.deepEqual(found({ status: 'FROZEN' }), [])
  assert.deepEqual(found({ ip: '10.0.0.9' }), ['sessions'])
})

test('an instance is found that lacks one of the tags', () => {
  assert.deepEqual(found({ tags: 'team=shop' }), ['orders', 'orders-copy'])
  assert.deepEqual(found({ tags: 'team=shop,tier=gold=1' }), ['orders'])
  assert.deepEqual(found({ tags: 'tier' }), ['orders'], 'by its key alone')
  assert.deepEqual(found({ tags: 'team=other' }), [])
  assert.deepEqual(found({ tags: 'toString' }), [])
})
