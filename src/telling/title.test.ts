import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detailText, identityOf, plainTitle, rowTitle } from './title.ts'
import { halfDone } from './testing/task-views.ts'

const part = halfDone.steps[1]!.subSteps[0]!
const withDetail = (detail: Readonly<Record<string, unknown>> | null) => ({ ...part, detail })

test('parts of one title cannot be told apart', () => {
  assert.equal(rowTitle(part), 'Resource request 127.0.0.1:7001 [0 5460]')
  assert.equal(identityOf(withDetail({ nodeId: '', slotRange: [] })), '')
  assert.equal(rowTitle(withDetail(null)), 'Resource request')
})

test('an id as long as the line pushes all else out of it', () => {
  const nodeId = '07c37dfeb235213a872192d90877d0cd55635b91'
  assert.equal(identityOf(withDetail({ nodeId })), '07c37dfe…')
  assert.equal(identityOf(withDetail({ nodeId: 'node-of-the-first-zone-a' })), 'node-of-the-first-zone-a')
})

test('a detail is lost, or shown as a list of brackets', () => {
  assert.equal(detailText('in progress'), 'in progress')
  assert.equal(detailText(0), '0')
  assert.equal(detailText([0, 5460]), '0 +1')
  assert.equal(detailText([7]), '7')
  assert.equal(
    detailText([
      [0, 99],
      [200, 299],
      [400, 499],
    ]),
    '[0 99] +2',
  )
  for (const nothing of ['', [], null, undefined, true, {}]) assert.equal(detailText(nothing), null)
})

test('the full stop of a wire stands in the middle of a line', () => {
  assert.equal(plainTitle('Data migration.'), 'Data migration')
  assert.equal(plainTitle('数据迁移。'), '数据迁移')
  assert.equal(plainTitle('To 7.2\u001b'), 'To 7.2 ')
})
