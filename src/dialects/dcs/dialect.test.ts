import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCodes, StepwellError } from '../../core/error.ts'
import { languages } from '../../core/words.ts'
import { problemsOf } from '../check.ts'
import { refusalOf } from '../refusal.ts'
import { sampleContext } from '../sample-context.ts'
import { samples } from '../samples.ts'
import { dcsDialect } from './dialect.ts'
import type { RefusalBody } from './schema.ts'

const [progress] = dcsDialect.routes
const submitter = { id: 'u', name: 'u' }

test('the answer does not hold to the schema it is documented by', () => {
  const context = sampleContext({ language: 'zh-cn' })
  const { status, body } = progress!.render({ ...samples.half, submitter }, context)
  assert.equal(status, 200)
  assert.deepEqual(problemsOf(progress!.answers[200]!.schema, body), [])
})

test('a refusal is not in the documented form, in a language', () => {
  for (const code of errorCodes)
    for (const language of languages) {
      const { status, body } = dcsDialect.renderRefusal(refusalOf(new StepwellError(code), language, 'r1'))
      assert.deepEqual(problemsOf(dcsDialect.refusalSchema, body), [])
      assert.equal((body as RefusalBody).error_ext_msg, null)
      assert.ok([400, 401, 403, 404, 413, 500].includes(status), code)
    }
})

test('a signature that is missing or wrong, and a token that is wrong or over, are told alike', () => {
  const codeOf = (reason: string) => {
    const error = new StepwellError('unauthenticated', { reason, why: 'Because.' })
    return (dcsDialect.renderRefusal(refusalOf(error, 'en-us', 'r1')).body as RefusalBody).error_code
  }
  assert.equal(codeOf('missing_authorization'), 'DCS.1003')
  assert.equal(codeOf('wrong_signature'), 'APIGW.0301')
  assert.equal(codeOf('wrong_token'), 'DCS.1001')
  assert.equal(codeOf('expired_token'), 'DCS.1002')
})

test('Terraform would repeat what can never succeed', () => {
  const retried = /^DCS\.(4026|4049|4096|4097|4111|411[3-8]|4120|4121|4231|4975)$/
  const codes = errorCodes.filter(code => {
    const { body } = dcsDialect.renderRefusal(refusalOf(new StepwellError(code), 'en-us', 'r1'))
    return retried.test((body as RefusalBody).error_code)
  })
  assert.deepEqual(codes, ['instance_in_use'])
})

test('what went wrong inside is shown to a caller', () => {
  const refusal = refusalOf(new Error('secret of the inside'), 'en-us', 'request-7')
  const body = dcsDialect.renderRefusal(refusal).body as RefusalBody
  assert.match(body.error_msg, /request-7/)
  assert.doesNotMatch(body.error_msg, /secret/)
})
