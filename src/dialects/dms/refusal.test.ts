import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCodes, StepwellError } from '../../core/error.ts'
import { languages } from '../../core/words.ts'
import { problemsOf } from '../check.ts'
import { refusalOf } from '../refusal.ts'
import { dmsDialect } from './dialect.ts'
import type { RefusalBody } from './schema.ts'

const refused = (error: unknown) => {
  const { status, body } = dmsDialect.renderRefusal(refusalOf(error, 'en-us', 'request-7'))
  return { status, ...(body as RefusalBody) }
}

test('a refusal is not in the documented form, in a language', () => {
  for (const code of errorCodes)
    for (const language of languages) {
      const { status, body } = dmsDialect.renderRefusal(refusalOf(new StepwellError(code), language, 'r1'))
      assert.deepEqual(problemsOf(dmsDialect.refusalSchema, body), [])
      assert.deepEqual(Object.keys(body as RefusalBody), ['error_code', 'error_msg'])
      assert.match((body as RefusalBody).error_code, /^(?:DMS\.\d{8}|APIGW\.\d{4})$/)
      assert.ok([400, 401, 403, 404, 413, 500].includes(status), code)
    }
})

test('a signature that is missing or wrong, and a token that is wrong or over, are told alike', () => {
  const codeOf = (reason: string) =>
    refused(new StepwellError('unauthenticated', { reason, why: '' })).error_code
  assert.equal(codeOf('missing_authorization'), 'DMS.10240103')
  assert.equal(codeOf('wrong_signature'), 'APIGW.0301')
  assert.equal(codeOf('wrong_token'), 'DMS.10240101')
  assert.equal(codeOf('expired_token'), 'DMS.10240102')
})

test('Terraform would repeat what can never succeed', () => {
  const repeated = errorCodes.filter(code => refused(new StepwellError(code)).error_code === 'DMS.00400026')
  assert.deepEqual(repeated, ['instance_in_use', 'instance_busy'])
})

test('a refusal of the whole request names a place', () => {
  const whole = new StepwellError(
    'invalid_request',
    {},
    { problems: [{ path: '', message: { 'en-us': 'a', 'zh-cn': 'b' } }] },
  )
  assert.deepEqual([refused(whole).status, refused(whole).error_code], [400, 'DMS.00400062'])
})

test('what went wrong inside is shown to a caller', () => {
  const { status, error_code: code, error_msg: message } = refused(new Error('secret of the inside'))
  assert.deepEqual([status, code], [500, 'DMS.00500000'])
  assert.match(message, /request-7/)
  assert.doesNotMatch(message, /secret/)
})
