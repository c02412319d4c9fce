import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayer, tellingWords } from '../words/telling.ts'
import { failureText } from './failure-text.ts'
import { failed } from './testing/task-views.ts'

const failure = { code: 'A.1', message: 'It\u001b[2J broke.', remedy: '', step: 'migrate' }
const told = (step: string | null, language: 'en-us' | 'zh-cn' = 'en-us'): string =>
  failureText({ ...failure, step }, failed, sayer(tellingWords, language))

test('a failure is told without its step, or with the name of one that has a title', () => {
  assert.equal(told('migrate'), 'A.1 in step Data migration: It [2J broke.')
  assert.equal(told('migrate', 'zh-cn'), '步骤 Data migration 失败（A.1）：It [2J broke.')
  assert.equal(told('gone'), 'A.1 in step gone: It [2J broke.')
})

test('a failure of no step is told as one of step null', () => {
  assert.equal(told(null), 'A.1: It [2J broke.')
})
