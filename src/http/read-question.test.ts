import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexHeaders } from '../access/request-headers.ts'
import { dcsDialect } from '../dialects/dcs/dialect.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { dmsDialect } from '../dialects/dms/dialect.ts'
import { nativeDialect } from '../dialects/native/dialect.ts'
import type { Route } from '../dialects/route.ts'
import { routeIn } from '../dialects/testing/route-in.ts'
import type { Incoming } from './incoming.ts'
import { createReadQuestion } from './read-question.ts'

const instance = '9d1d1da8-650e-406f-81e4-b3c11515869f'
const incoming = (rawUrl: string, body = ''): Incoming => ({
  id: 'r1',
  method: body === '' ? 'GET' : 'POST',
  rawUrl,
  headers: indexHeaders(body === '' ? [] : ['Content-Type', 'application/json']),
  address: null,
  body: Buffer.from(body),
  path: { project_id: 'p', instance_id: instance, id: instance },
})

test('what is asked again is read anew, or one API is asked what another was at the same address', () => {
  const read = createReadQuestion()
  const url = `/v2/p/instances/${instance}/tasks?limit=5`
  const lists: readonly (readonly [Dialect, Route])[] = [
    [dcsDialect, routeIn(dcsDialect)('ListBackgroundTask')],
    [dmsDialect, routeIn(dmsDialect)('ListBackgroundTasks')],
  ]
  const asked = lists.map(([dialect, route]) => read(dialect, route, incoming(url)))
  assert.deepEqual(
    asked.map(question => question !== null && 'service' in question && question.service),
    ['dcs', 'dms'],
  )
  for (const [index, [dialect, route]] of lists.entries())
    assert.equal(read(dialect, route, incoming(url)), asked[index])
})

test('what was refused is let pass when it comes again, or another query or body is taken for the one before', () => {
  const read = createReadQuestion()
  const list = routeIn(nativeDialect)('listTasks')
  const wrong = incoming('/v1/tasks?limit=x')
  for (const _ of [1, 2]) assert.throws(() => read(nativeDialect, list, wrong), { code: 'invalid_request' })
  const limits = [5, 6].map(limit => read(nativeDialect, list, incoming(`/v1/tasks?limit=${limit}`)))
  assert.deepEqual(
    limits.map(question => question !== null && 'limit' in question && question.limit),
    [5, 6],
  )
  const cancel = routeIn(nativeDialect)('cancelTask')
  const reasons = ['one', 'other'].map(reason =>
    read(nativeDialect, cancel, incoming(`/v1/tasks/${instance}/cancel`, JSON.stringify({ reason }))),
  )
  assert.deepEqual(
    reasons.map(question => question !== null && 'reason' in question && question.reason),
    ['one', 'other'],
  )
})
