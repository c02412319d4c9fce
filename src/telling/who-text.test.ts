import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayer, tellingWords } from '../words/telling.ts'
import { whoText } from './who-text.ts'

test('a worker passes for a person, or Stepwell for nobody', () => {
  const say = sayer(tellingWords, 'en-us')
  assert.equal(whoText('worker-0e24e206-4518-465a-86f6-62abdcd29491', say), 'worker 0e24e206')
  assert.equal(whoText('STWLAAAAAAAAAAAAAAAA', say), 'STWLAAAAAAAAAAAAAAAA')
  assert.equal(whoText(null, say), 'Stepwell itself')
})
