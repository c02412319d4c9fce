import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCodes, StepwellError } from '../../core/error.ts'
import { languages } from '../../core/words.ts'
import { problemsOf } from '../check.ts'
import { refusalOf } from '../refusal.ts'
import type { DialectRequest } from '../route.ts'
import { sampleContext } from '../sample-context.ts'
import { samples } from '../samples.ts'
import { taurusdbDialect } from './dialect.ts'
import { requireInstanceId } from './forms.ts'
import type { RefusalBody } from './refusal.ts'
import { projectPath, routeOf, sampleRequest } from './testing/sample-request.ts'
import { recordOf, sampleRestore, taurusInstance } from './testing/sample-task.ts'

const { project, id: instance } = taurusInstance
const context = sampleContext()
const parse = (id: string, request: Partial<DialectRequest>) => routeOf(id).parse(sampleRequest(request))
const codeOf = (error: unknown): readonly unknown[] => {
  const { status, body } = taurusdbDialect.renderRefusal(refusalOf(error, 'en-us', 'r1'))
  return [status, (body as RefusalBody).error_code]
}
const refused = { code: 'invalid_request' }

test('the details of a job are shown to who has not named it', () => {
  const named = { job_id: sampleRestore.id, job_name: 'RestoreTableTaurus' }
  const ask = (query: { readonly [name: string]: string }) =>
    parse('ShowTaskDetails', { query: Object.entries(query) })
  assert.deepEqual(ask(named), {
    id: sampleRestore.id,
    service: 'taurusdb',
    instance,
    jobName: 'RestoreTableTaurus',
  })
  // As the page's own example, and as the Go SDK sends what its samples do not set.
  for (const query of [
    {},
    { job_id: '', job_name: '' },
    { job_id: 'j' },
    { ...named, job_name: 'VERSION_UPGRADE' },
  ])
    assert.throws(() => ask(query), refused, JSON.stringify(query))
})

test('a job is looked for longer ago than the page says', () => {
  const question = parse('ShowGaussMySqlJobInfo', { query: [['id', 'j']] })
  assert.deepEqual(question, { id: 'j', service: 'taurusdb', endedWithinMs: 31 * 24 * 3_600_000 })
  assert.throws(() => parse('ShowGaussMySqlJobInfo', { query: [['id', '']] }), refused)
})

test('a record is deleted, or a task cancelled, that was not named', () => {
  const path = { ...projectPath, job_id: 'j' }
  assert.deepEqual(parse('DeleteTaskRecord', { path }), {
    keys: [{ id: 'j', service: 'taurusdb', isScheduled: false }],
    event: { type: 'deleted' },
    only: null,
  })
  assert.deepEqual(parse('DeleteScheduleTasK', { body: { job_id: 'j' } }), {
    keys: [{ id: 'j', service: 'taurusdb', instance, isScheduled: true }],
    event: { type: 'deleted' },
    only: null,
  })
  assert.deepEqual(parse('CancelScheduleTask', { body: { job_ids: ['j', 'k', 'j'] } }), {
    keys: ['j', 'k'].map(id => ({ id, service: 'taurusdb', isScheduled: true })),
    event: { type: 'cancelRequested' },
    only: { statuses: ['pending'], otherwise: 'task_not_pending' },
  })
  for (const body of [undefined, {}, { job_ids: [] }, { job_ids: 'j' }, { job_ids: [1] }])
    assert.throws(() => parse('CancelScheduleTask', { body }), refused)
  assert.throws(() => parse('DeleteScheduleTasK', { body: {} }), refused)
})

test('a change is answered with no JSON, which Terraform needs', () => {
  const records = [recordOf(sampleRestore)]
  const bodyOf = (id: string) => routeOf<'changeRecords'>(id).render({ records }, context).body
  assert.deepEqual(bodyOf('DeleteTaskRecord'), {})
  assert.deepEqual(bodyOf('DeleteScheduleTasK'), { result: true })
  assert.deepEqual(bodyOf('CancelScheduleTask'), { job_ids: [sampleRestore.id] })
})

test('a task is asked for by a route that does not show it', () => {
  const restore = taurusdbDialect.taskRoute!(sampleRestore)
  assert.equal(restore.route.id, 'ShowTaskDetails')
  assert.deepEqual(restore.path(sampleRestore), { project_id: project, instance_id: instance })
  assert.deepEqual(restore.query!(sampleRestore), [
    ['job_id', sampleRestore.id],
    ['job_name', sampleRestore.operation.jobName],
  ])
  const { task } = samples.half
  const other = taurusdbDialect.taskRoute!(task)
  assert.equal(other.route.id, 'ShowGaussMySqlJobInfo')
  assert.deepEqual([other.path(task), other.query!(task)], [{ project_id: task.project }, [['id', task.id]]])
})

test('a refusal is not in the documented form, in a language', () => {
  for (const code of errorCodes)
    for (const language of languages) {
      const { status, body } = taurusdbDialect.renderRefusal(
        refusalOf(new StepwellError(code), language, 'r1'),
      )
      assert.deepEqual(problemsOf(taurusdbDialect.refusalSchema, body), [])
      assert.ok([400, 401, 403, 404, 409, 413, 500].includes(status), code)
    }
})

test('an id of an instance in a wrong form, and a job that nobody has, have no code of their own', () => {
  assert.deepEqual(codeOf(new StepwellError('task_not_found', { task: 'j' })), [400, 'DBS.200543'])
  assert.deepEqual(codeOf(new StepwellError('invalid_request')), [400, 'DBS.280001'])
  assert.throws(
    () => requireInstanceId('{instance_id}', 'i'),
    error => {
      assert.deepEqual(codeOf(error), [400, 'DBS.280404'])
      return true
    },
  )
})

test('a token that is over is refused so that Terraform does not sign in anew', () => {
  const refusedFor = (reason: string) => codeOf(new StepwellError('unauthenticated', { reason, why: '' }))
  for (const reason of ['wrong_token', 'expired_token'])
    assert.deepEqual(refusedFor(reason), [401, 'DBS.280056'], reason)
  for (const reason of ['wrong_signature', 'missing_authorization'])
    assert.deepEqual(refusedFor(reason), [401, 'APIGW.0301'], reason)
})

test('Terraform would repeat what can never succeed', () => {
  const retried = /^DBS\.(200019|200047|201014|201015|212033|05000084)$/
  const codes = errorCodes.filter(code => retried.test(String(codeOf(new StepwellError(code))[1])))
  assert.deepEqual(codes, ['instance_in_use'])
})

test('what went wrong inside is shown to a caller', () => {
  const { body } = taurusdbDialect.renderRefusal(
    refusalOf(new Error('secret of the inside'), 'en-us', 'request-7'),
  )
  const { error_msg: message } = body as RefusalBody
  assert.match(message, /request-7/)
  assert.doesNotMatch(message, /secret/)
})
