import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOf } from '../check.ts'
import type { Reply } from '../reply.ts'
import { sampleContext } from '../sample-context.ts'
import type { ViewContext } from '../view.ts'
import { serviceAnswerRoutes } from './service-answer-routes.ts'

const [showServiceAnswer] = serviceAnswerRoutes
const context = sampleContext({ language: 'zh-cn', now: 7 })

test('an answer of a service is not shown as it is given, or how it is asked for is not', () => {
  const request = { path: { id: 't1' }, query: [], body: undefined }
  assert.deepEqual(showServiceAnswer!.parse(request), { id: 't1', isBeginning: true })
  const reply = (seen: ViewContext): Reply => ({ status: 200, headers: { 'X-A': 'b' }, body: { seen } })
  const path = '/v2/p/tasks/t1'
  const { status, body } = showServiceAnswer!.render({ dialect: 'dcs', method: 'GET', path, reply }, context)
  assert.equal(status, 200)
  assert.deepEqual(problemsOf(showServiceAnswer!.answers[200]!.schema, body), [])
  assert.deepEqual(body, {
    dialect: 'dcs',
    method: 'GET',
    path,
    status: 200,
    headers: { 'Content-Type': 'application/json', 'X-A': 'b' },
    body: { seen: context },
    curl: [
      "curl --request GET 'https://HOST/v2/p/tasks/t1' \\",
      "  --header 'X-Language: zh-cn' \\",
      "  --header 'X-Sdk-Date: DATE' \\",
      "  --header 'Authorization: SDK-HMAC-SHA256 Access=ACCESS_KEY, SignedHeaders=host;x-language;x-sdk-date, Signature=SIGNATURE'",
    ].join('\n'),
  })
})
