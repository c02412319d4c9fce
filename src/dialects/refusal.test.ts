import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StepwellError } from '../core/error.ts'
import { messageOf, refusalOf, textOf } from './refusal.ts'

/** An error as the store throws it, of a class that this folder does not know. */
const storeError = Object.assign(new Error('/var/lib/stepwell/stepwell.db cannot grow: the disk is full'), {
  name: 'StoreError',
})

test('a full disk is told as a fault inside Stepwell, or with the files of the server', () => {
  const refusal = refusalOf(storeError, 'en-us', 'r1')
  assert.equal(refusal.code, 'store_unavailable')
  assert.match(messageOf(refusal), /disk is full/)
  assert.doesNotMatch(messageOf(refusal), /stepwell\.db/)
})

test('any other fault is internal, and a refusal is itself', () => {
  assert.equal(refusalOf(new Error('oops'), 'zh-cn', 'r1').code, 'internal')
  assert.equal(refusalOf('oops', 'zh-cn', 'r1').code, 'internal')
  assert.equal(refusalOf(new StepwellError('forbidden'), 'zh-cn', 'r1').code, 'forbidden')
})

test('a service says without why that something is forbidden, or joins sentences in Chinese with a space', () => {
  const message = { 'en-us': 'policy p denies it', 'zh-cn': '策略 p 拒绝' }
  const forbidden = new StepwellError('forbidden', { act: 'a:b:c' }, { problems: [{ path: '', message }] })
  assert.match(
    textOf(refusalOf(forbidden, 'en-us', 'r1')),
    /^You may not do a:b:c\. \(policy p denies it\) Ask /,
  )
  assert.match(textOf(refusalOf(forbidden, 'zh-cn', 'r1')), /a:b:c。\(策略 p 拒绝\)请/)
  const invalid = new StepwellError('invalid_request', {}, { problems: [{ path: '/a', message }] })
  assert.equal(textOf(refusalOf(invalid, 'en-us', 'r1')).match(/policy p/g)?.length, 1)
  assert.match(
    textOf(refusalOf(new StepwellError('task_ended', { task: 't' }), 'en-us', 'r1')),
    /ended already\.$/,
  )
})
