import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step, SubStep } from '../../../api/native.generated.ts'
import { chartRows, countsOf, keyOfRow, mostUnfolded, type ChartRow, type Wanted } from './chart-rows.ts'

type Status = SubStep['status']

const part = (name: string, status: Status): SubStep => ({
  name,
  title: name,
  status,
  statusText: status,
  percent: 0,
  done: null,
  total: null,
  unit: null,
  ratePerSecond: null,
  lagBytes: null,
  detail: null,
  startedAt: null,
  endedAt: null,
  failure: null,
})
const step = (name: string, status: Status, subSteps: SubStep[] = []): Step => ({
  ...part(name, status),
  cancellable: true,
  stopSeconds: 1,
  skippable: false,
  predictedStartAt: null,
  predictedEndAt: null,
  deadlineAt: null,
  subSteps,
})
const some = (count: number, status: Status): SubStep[] =>
  Array.from({ length: count }, (_, index) => part(`${status}-${index}`, status))

const nothing: Wanted = { step: null, part: null, unfolded: new Set() }
const told = (row: ChartRow): string =>
  row.kind === 'part' ? row.part.name : row.kind === 'parts' ? '(parts)' : `${row.number} ${row.step.name}`

test('parts of what is over or has not begun are shown unasked, or those of what runs are not', () => {
  const steps = [
    step('plan', 'succeeded', some(1, 'succeeded')),
    step('copy', 'running', some(2, 'running')),
    step('check', 'waiting', some(1, 'waiting')),
  ]
  assert.deepEqual(chartRows(steps, nothing).map(told), [
    '1 plan',
    '2 copy',
    'running-0',
    'running-1',
    '3 check',
  ])
  assert.deepEqual(
    chartRows(steps, { ...nothing, step: 'plan' })
      .map(told)
      .slice(0, 2),
    ['1 plan', 'succeeded-0'],
  )
})

test('what runs or has failed is lost among a thousand parts, or they cannot all be shown', () => {
  const parts = [
    ...some(900, 'succeeded'),
    ...some(2, 'running'),
    ...some(1, 'failed'),
    ...some(97, 'waiting'),
  ]
  const copy = step('copy', 'running', parts)
  assert.deepEqual(chartRows([copy], nothing).map(told), [
    '1 copy',
    '(parts)',
    'running-0',
    'running-1',
    'failed-0',
  ])
  assert.equal(chartRows([copy], { ...nothing, unfolded: new Set(['copy']) }).length, 1002)
  assert.deepEqual(countsOf(copy), [
    { text: 'succeeded', count: 900 },
    { text: 'waiting', count: 97 },
    { text: 'running', count: 2 },
    { text: 'failed', count: 1 },
  ])
})

test('a part that the address names is folded away', () => {
  const steps = [step('copy', 'succeeded', some(mostUnfolded + 1, 'succeeded'))]
  const wanted = { ...nothing, step: 'copy', part: 'succeeded-7' }
  assert.deepEqual(chartRows(steps, wanted).map(told), ['1 copy', '(parts)', 'succeeded-7'])
})

test('as few parts as can be read are folded', () => {
  const steps = [step('copy', 'failed', some(mostUnfolded, 'waiting'))]
  assert.equal(chartRows(steps, nothing).length, mostUnfolded + 1)
})

test('two rows are taken for the same', () => {
  const parts = [...some(mostUnfolded, 'running'), part('copy', 'running')]
  const rows = chartRows(
    [step('copy', 'running', parts), step('running-1', 'running', some(1, 'running'))],
    nothing,
  )
  assert.equal(new Set(rows.map(keyOfRow)).size, rows.length)
})
