import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countedBy, filtersIn, isNarrow, listQueryOf, nothing, queryOf, type Filters } from './filters.ts'

const everything: Filters = filtersIn(new URLSearchParams())

test('a filter is not in the address, or comes back as another', () => {
  const all: Filters = {
    search: 'a b&c',
    statuses: ['running', 'failed'],
    service: 'dcs',
    operation: 'redis.migrate',
    instance: 'orders',
    isStalled: true,
    order: 'oldest',
  }
  assert.deepEqual(filtersIn(new URLSearchParams(queryOf(all).toString())), all)
  assert.equal(queryOf(everything).toString(), '')
  assert.deepEqual(everything, nothing)
  assert.equal(listQueryOf(everything).toString(), 'order=active')
  assert.equal(countedBy(all).toString(), 'service=dcs&operation=redis.migrate&instance=orders')
  assert.equal(queryOf({ ...everything, statuses: ['running', 'failed'] }).get('status'), 'running,failed')
})

test('an address that nobody made shows nothing, or asks the server for what it does not know', () => {
  const odd = filtersIn(new URLSearchParams('status=failed,gone,&order=up&page=3'))
  assert.deepEqual(odd, { ...everything, statuses: ['failed'] })
})

test('an order counts as a filter, or a filter does not', () => {
  assert.equal(isNarrow({ ...everything, order: 'oldest' }), false)
  for (const some of [
    { search: 'a' },
    { statuses: ['failed'] },
    { service: 'dcs' },
    { operation: 'a' },
    { instance: 'a' },
    { isStalled: true },
  ] satisfies readonly Partial<Filters>[])
    assert.equal(isNarrow({ ...everything, ...some }), true, JSON.stringify(some))
})
