import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayer, tellingWords } from '../words/telling.ts'
import { submitterText, whoText } from './who-text.ts'

const say = sayer(tellingWords, 'en-us')
const key = 'STWLAAAAAAAAAAAAAAAA'

test('a worker passes for a person, Stepwell for nobody, or an access key for who is known by name', () => {
  const worker = 'worker-0e24e206-4518-465a-86f6-62abdcd29491'
  assert.equal(whoText({ by: worker, byName: null }, say), 'worker 0e24e206')
  assert.equal(whoText({ by: key, byName: 'lin' }, say), 'lin')
  assert.equal(whoText({ by: key, byName: null }, say), key, 'the key is gone')
  assert.equal(whoText({ by: null, byName: null }, say), 'Stepwell itself')
})

test('who has submitted a task is told twice, or not by which of the keys', () => {
  const told = (submittedBy: string, submittedByName: string | null) =>
    submitterText({ submittedBy, submittedByName }, say)
  assert.equal(told(key, 'lin'), `lin (${key})`)
  assert.equal(told(key, null), key)
  assert.equal(told('lin', 'lin'), 'lin', 'with a password')
})
