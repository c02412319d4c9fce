import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCodes, StepwellError } from '../../core/error.ts'
import type { HistoryEvent } from '../../core/event.ts'
import { languages, type Language } from '../../core/words.ts'
import { problemsOf } from '../check.ts'
import type { Answer, QuestionName } from '../question.ts'
import { refusalOf } from '../refusal.ts'
import { type DialectRequest } from '../route.ts'
import { sampleContext } from '../sample-context.ts'
import { sampleInstance, sampleOperation } from '../sample-operation.ts'
import { samples } from '../samples.ts'
import { routeIn } from '../testing/route-in.ts'
import { nativeDialect } from './dialect.ts'
import type { Ready } from './operating-schema.ts'
import type { ErrorBody } from './error-schema.ts'

const routeOf = routeIn(nativeDialect)
const nothing: DialectRequest = { path: {}, query: [], body: undefined }
const ask = (id: string, request: Partial<DialectRequest>) => routeOf(id).parse({ ...nothing, ...request })
const context = sampleContext()

/** The reply to an answer, which has to hold to what the route documents. */
function reply<Name extends QuestionName>(id: string, answer: Answer<Name>, administrator = false) {
  const route = routeOf(id)
  const rendered = route.render(answer, { ...context, administrator })
  assert.deepEqual(problemsOf(route.answers[rendered.status]!.schema, rendered.body), [])
  return rendered
}

test('a submission is read with what it leaves out', () => {
  assert.deepEqual(ask('submitTask', { body: { operation: 'redis.migrate', instance: 'orders' } }), {
    submission: {
      operation: 'redis.migrate',
      instance: 'orders',
      input: {},
      token: null,
      priority: 'normal',
      dueAt: null,
    },
    reason: null,
  })
  const whole = {
    operation: 'redis.migrate',
    instance: 'orders',
    input: { target: 'b' },
    token: 't',
    priority: 'urgent',
    dueAt: '2016-12-31T23:59:60+00:00',
    reason: 'asked for',
  }
  assert.deepEqual(ask('submitTask', { body: whole }), {
    submission: {
      operation: 'redis.migrate',
      instance: 'orders',
      input: { target: 'b' },
      token: 't',
      priority: 'urgent',
      dueAt: Date.UTC(2016, 11, 31, 23, 59, 59),
    },
    reason: 'asked for',
  })
})

test('an unknown field, a wrong type or a missing body is taken', () => {
  const body = { operation: 'redis.migrate', instance: 'orders' }
  for (const wrong of [
    undefined,
    [],
    { ...body, inptu: {} },
    { ...body, dueAt: 'soon' },
    { ...body, input: 'x' },
  ])
    assert.throws(() => ask('submitTask', { body: wrong }), { code: 'invalid_request' })
  assert.throws(() => ask('showTask', { path: { id: 't' }, query: [['x', '1']] }), {
    code: 'invalid_request',
  })
  assert.throws(() => ask('listTasks', { query: [['limit', '201']] }), { code: 'invalid_request' })
})

test('what is asked about tasks is read', () => {
  const path = { id: 't1' }
  assert.deepEqual(ask('showTask', { path }), { id: 't1', isBeginning: true })
  assert.deepEqual(ask('listTasks', {}), { limit: 50 })
  assert.deepEqual(
    ask('listTasks', {
      query: [
        ['service', 'dcs'],
        ['status', 'running,failed'],
        ['limit', '7'],
        ['after', 't9'],
        ['uses', 'orders'],
        ['locked', 'true'],
        ['order', 'queue'],
      ],
    }),
    {
      service: 'dcs',
      statuses: ['running', 'failed'],
      limit: 7,
      after: 't9',
      uses: 'orders',
      locked: true,
      order: 'queue',
    },
  )
  assert.deepEqual(ask('listTaskEvents', { path }), {
    key: { id: 't1', isBeginning: true },
    afterId: 0,
    limit: 50,
  })
  assert.deepEqual(
    ask('listTaskEvents', {
      path,
      query: [
        ['after', '12'],
        ['limit', '3'],
      ],
    }),
    {
      key: { id: 't1', isBeginning: true },
      afterId: 12,
      limit: 3,
    },
  )
})

test('what is asked about instances, keys and operations is read', () => {
  const endpoints = [{ host: '127.0.0.1', port: 6379 }]
  assert.deepEqual(ask('addInstance', { body: { service: 'dcs', endpoints } }), {
    service: 'dcs',
    name: null,
    enterpriseProject: null,
    tags: {},
    endpoints,
    access: { username: null, password: null, tls: false },
    switchHook: null,
  })
  const named = {
    name: 'a',
    enterpriseProject: 'e',
    tags: { a: 'b' },
    access: { username: 'u', password: 'p', tls: true },
  }
  const switchHook = { program: '/bin/true', arguments: [], timeoutSeconds: 3 }
  const whole = { service: 'dms', endpoints, ...named, switchHook }
  assert.deepEqual(ask('addInstance', { body: whole }), whole)
  assert.deepEqual(ask('listInstances', {}), { service: null })
  assert.deepEqual(ask('listInstances', { query: [['service', 'dms']] }), { service: 'dms' })
  for (const id of ['showInstance', 'removeInstance'])
    assert.deepEqual(ask(id, { path: { id: 'orders' } }), { idOrName: 'orders' })
  const project = 'a'.repeat(32)
  assert.deepEqual(ask('createKey', { body: { project } }), { project, administrator: false })
  assert.deepEqual(ask('createKey', { body: { project, administrator: true } }), {
    project,
    administrator: true,
  })
  assert.deepEqual(ask('showOperation', { path: { name: 'redis.migrate' } }), { name: 'redis.migrate' })
  for (const id of ['listOperations', 'listWorkers', 'showHealth', 'showReadiness', 'showMetrics'])
    assert.equal(ask(id, {}), null)
})

test('a new task or instance does not say where it is', () => {
  assert.match(
    reply<'submit'>('submitTask', samples.oddCharacters).headers!['Location']!,
    /^\/v1\/tasks\/[\w%.()'*!-]+$/,
  )
  const { status, headers } = reply<'addInstance'>('addInstance', sampleInstance)
  assert.deepEqual([status, headers], [201, { Location: `/v1/instances/${sampleInstance.id}` }])
})

test('lists are not in the documented form', () => {
  assert.deepEqual(
    (reply<'tasks'>('listTasks', { items: [samples.half], next: 't1' }).body as { next: string }).next,
    't1',
  )
  reply<'operations'>('listOperations', [sampleOperation])
  reply<'operation'>('showOperation', sampleOperation)
  reply<'instances'>('listInstances', [sampleInstance])
  const worker = { id: 'w', pid: 7, processStartedAt: '1', startedAt: 1, heartbeatAt: 2, leaseExpiresAt: 3 }
  assert.deepEqual(reply<'workers'>('listWorkers', [{ worker, tasks: ['t'] }]).body, {
    workers: [
      {
        id: 'w',
        pid: 7,
        startedAt: '1970-01-01T00:00:00.001Z',
        heartbeatAt: '1970-01-01T00:00:00.002Z',
        tasks: ['t'],
      },
    ],
  })
  const key = { accessKey: 'a', secretKey: 's', token: 't', project: 'p', user: 'lin', administrator: true }
  assert.deepEqual(reply<'createKey'>('createKey', key).body, key)
})

test('a server that cannot take work says that it is ready, or does not say what is missing', () => {
  assert.equal(reply<'nothing'>('showHealth', null).status, 200)
  const ready = reply<'ready'>('showReadiness', { ready: true, missing: [] })
  assert.deepEqual([ready.status, ready.body], [200, { ready: true, missing: [] }])
  const late = reply<'ready'>('showReadiness', { ready: true, missing: ['events'] })
  assert.equal(late.status, 200)
  const { status, body } = reply<'ready'>('showReadiness', { ready: false, missing: ['store', 'worker'] })
  const { missing } = body as Ready
  assert.deepEqual([status, missing.map(({ part }) => part)], [503, ['store', 'worker']])
  assert.match(missing[0]!.message, /disk/)
})

test('the metrics are not sent as Prometheus expects them', () => {
  const { body, contentType } = reply<'metrics'>('showMetrics', 'up 1\n')
  assert.deepEqual([body, contentType], ['up 1\n', 'text/plain; version=0.0.4; charset=utf-8'])
})

test('the access of an instance is shown, or its hook to anybody but administrators', () => {
  for (const id of ['showInstance', 'removeInstance']) {
    const shown = reply<'instance'>(id, sampleInstance).body as { readonly switchHook: unknown }
    assert.equal(shown.switchHook, null)
    assert.doesNotMatch(JSON.stringify(shown), /sealed|access/i)
    assert.deepEqual(reply<'instance'>(id, sampleInstance, true).body, {
      ...shown,
      switchHook: sampleInstance.switchHook,
    })
  }
})

test('an event shows a checkpoint, or texts in two languages', () => {
  const about = { id: 5, task: 't', revision: 2, at: 1000, by: null, reason: null }
  const failure = samples.oneStepFailed.task.failure!
  const events: HistoryEvent[] = [
    { ...about, event: { type: 'submitted' } },
    { ...about, event: { type: 'checkpointSaved', epoch: 1, step: 's', value: { secretive: 1 } } },
    { ...about, event: { type: 'ending', epoch: 1, status: 'failed', failure, retryAt: null } },
  ]
  const { body } = reply<'history'>('listTaskEvents', { items: events, next: 5 })
  const shown = (body as { readonly events: readonly { readonly type: string; readonly event: object }[] })
    .events
  assert.deepEqual(
    shown.map(({ type, event }) => [type, event]),
    [
      ['submitted', {}],
      ['checkpointSaved', { step: 's' }],
      [
        'ending',
        {
          status: 'failed',
          failure: { ...failure, message: failure.message['en-us'], remedy: failure.remedy['en-us'] },
          retryAt: null,
        },
      ],
    ],
  )
})

test('a refusal is not in the documented form, in a language', () => {
  for (const code of errorCodes)
    for (const language of languages) {
      const problems = code === 'invalid_request' ? problemsOf({ type: 'integer' }, 'x') : []
      const { status, body } = nativeDialect.renderRefusal(
        refusalOf(new StepwellError(code, {}, { problems }), language, 'r1'),
      )
      assert.deepEqual(problemsOf(nativeDialect.refusalSchema, body), [])
      const { error } = body as ErrorBody
      assert.ok(status >= 400 && status <= 503)
      assert.deepEqual(
        [error.code, error.requestId, error.problems?.length],
        [code, 'r1', problems.length || undefined],
      )
    }
})

test('who switches the language has to be refused again, or is not told which task is meant', () => {
  const error = new StepwellError(
    'invalid_input',
    { operation: 'redis.migrate', task: 't1' },
    {
      problems: problemsOf({ type: 'integer' }, 'x'),
    },
  )
  const refusedIn = (language: Language): ErrorBody['error'] =>
    (nativeDialect.renderRefusal(refusalOf(error, language, 'r1')).body as ErrorBody).error
  const { message, remedy, problems, task, translations } = refusedIn('zh-cn')
  assert.deepEqual(refusedIn('en-us').translations, { 'zh-cn': { message, remedy, problems } })
  assert.deepEqual(Object.keys(translations), ['en-us'])
  assert.equal(task, 't1')
})
