import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StepwellError } from '../../core/error.ts'
import type { Question } from '../question.ts'
import type { Route } from '../route.ts'
import { taskRoutes } from './task-routes.ts'

const [background, , center] = taskRoutes

/** What the route asks by a query. */
function asked(
  query: readonly (readonly [string, string])[],
  route: Route<'taskRecords'> = background,
): Question<'taskRecords'> {
  return route.parse({ path: { project_id: 'p', instance_id: 'i' }, query, body: undefined })
}

/** Where a query is refused. */
const refusedAt = (...query: readonly (readonly [string, string])[]): readonly string[] => {
  try {
    asked(query)
  } catch (error) {
    if (error instanceof StepwellError) return error.problems.map(({ path }) => path)
  }
  return []
}

test('a page is not the first ten when nothing is said', () => {
  assert.deepEqual(asked([]), { service: 'dcs', instance: 'i', offset: 0, limit: 10 })
  assert.deepEqual(asked([], center), { service: 'dcs', offset: 0, limit: 10 })
})

test('a page is refused at its bounds, or taken beyond them', () => {
  const { offset, limit } = asked([
    ['offset', '2147483647'],
    ['limit', '1000'],
  ])
  assert.deepEqual([offset, limit], [2_147_483_647, 1000])
  for (const wrong of ['0', '1001', '-1', '1.5', '', 'ten', '1e2', '+1'])
    assert.deepEqual(refusedAt(['limit', wrong]), ['?limit'], wrong)
  for (const wrong of ['-1', '2147483648', '', 'x', '0x1'])
    assert.deepEqual(refusedAt(['offset', wrong]), ['?offset'], wrong)
})

test('a parameter that no page names is refused', () => {
  assert.deepEqual(refusedAt(['sort', 'name'], ['limit', '5']), [])
})

test('a time is not the moment it says, or the last second ends early', () => {
  const { createdFrom, createdTo } = asked([
    ['start_time', '20200609160000'],
    ['end_time', '20200617155959'],
  ])
  assert.equal(createdFrom, Date.UTC(2020, 5, 9, 16))
  assert.equal(createdTo, Date.UTC(2020, 5, 17, 15, 59, 59, 999))
  assert.equal(asked([['begin_time', '20200229000000']]).createdFrom, Date.UTC(2020, 1, 29))
  assert.equal(asked([['begin_time', '00990101000000']]).createdFrom, Date.parse('0099-01-01T00:00:00Z'))
})

test('of two beginnings the later does not count', () => {
  const both = asked([
    ['start_time', '20200609160000'],
    ['begin_time', '20200610160000'],
  ])
  assert.equal(both.createdFrom, Date.UTC(2020, 5, 10, 16))
})

test('what is no moment is taken for one', () => {
  const wrong = [
    '20200230000000',
    '20201301000000',
    '20200609240000',
    '2020060916000',
    '202006091600000',
    '2020-06-09T16:00:00Z',
    '',
    ' 20200609160000',
    '٢٠٢٠٠٦٠٩١٦٠٠٠٠',
  ]
  for (const name of ['start_time', 'begin_time', 'end_time'])
    for (const text of wrong) assert.deepEqual(refusedAt([name, text]), [`?${name}`], text)
})
