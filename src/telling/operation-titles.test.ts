import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inputTexts, operationTitles } from './operation-titles.ts'

const titles = operationTitles({
  input: {
    properties: { targetData: { title: 'Keys on the target' }, dryRun: {}, broken: { title: 'a\u001bb' } },
  },
  details: { writePause: 'Writes paused.' },
})

test('a person reads a name where there is a title, or nothing where there is none', () => {
  assert.equal(titles.inputTitle('targetData'), 'Keys on the target')
  assert.equal(titles.inputTitle('broken'), 'a b')
  assert.equal(titles.detailTitle('writePause'), 'Writes paused')
  assert.equal(titles.inputTitle('dryRun'), 'dryRun')
  assert.equal(titles.inputTitle('nowhere'), 'nowhere')
  assert.equal(titles.detailTitle('keyCount'), 'key count')
})

test('a task whose operation is not there any more cannot be read', () => {
  const none = operationTitles(null)
  assert.deepEqual([none.inputTitle('targetData'), none.detailTitle('keyCount')], ['targetData', 'key count'])
})

test('an input is told as JSON only, or commands a terminal', () => {
  assert.deepEqual(inputTexts({ targetData: 're\u001bplace', dryRun: true, list: ['a'] }, titles), [
    { name: 'targetData', title: 'Keys on the target', text: 're place' },
    { name: 'dryRun', title: 'dryRun', text: 'true' },
    { name: 'list', title: 'list', text: '["a"]' },
  ])
  assert.deepEqual(inputTexts(null, titles), [])
})
