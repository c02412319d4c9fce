import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FeedEvent } from '../../core/event.ts'
import { problemsOf } from '../check.ts'
import { openApiDocument } from '../openapi.ts'
import type { Question, QuestionName } from '../question.ts'
import { type Route } from '../route.ts'
import { sampleContext } from '../sample-context.ts'
import { samples } from '../samples.ts'
import { routeIn } from '../testing/route-in.ts'
import { nativeDialect } from './dialect.ts'
import type { LiveEventView } from './event-schema.ts'

const routeOf = routeIn(nativeDialect)
const ofTask = routeOf<'history'>('listTaskEvents')
const ofAll = routeOf<'events'>('listEvents')

const context = sampleContext({ language: 'zh-cn' })
const event: FeedEvent = {
  id: 7,
  project: 'p',
  task: 't1',
  revision: 3,
  at: 1000,
  by: 'AK',
  reason: 'why',
  event: { type: 'claimed', worker: 'w1' },
}

test('what is asked of events is read, for a page and for a stream', () => {
  const ask = <Name extends QuestionName>(route: Route<Name>, ...query: (readonly [string, string])[]) => {
    const question: Question<Name> = route.parse({
      path: { id: 't1' },
      query,
      body: undefined,
    })
    return [question, route.stream!.follow(question)]
  }
  const key = { id: 't1', isBeginning: true } as const
  assert.deepEqual(ask(ofTask), [
    { key, afterId: 0, limit: 50 },
    { task: 't1', afterId: 0 },
  ])
  assert.deepEqual(ask(ofTask, ['after', '12'], ['limit', '3']), [
    { key, afterId: 12, limit: 3 },
    { task: 't1', afterId: 12 },
  ])
  assert.deepEqual(ask(ofAll), [
    { afterId: null, limit: 50 },
    { task: null, afterId: null },
  ])
  assert.deepEqual(ask(ofAll, ['after', '12']), [
    { afterId: 12, limit: 50 },
    { task: null, afterId: 12 },
  ])
})

test('a page of all tasks does not tell which event is whose', () => {
  const { status, body } = ofAll.render({ items: [event], next: 7 }, context)
  assert.deepEqual(problemsOf(ofAll.answers[status]!.schema, body), [])
  assert.deepEqual(body, {
    events: [
      {
        ...{
          id: 7,
          revision: 3,
          at: '1970-01-01T00:00:01.000Z',
          by: 'AK',
          byName: null,
          reason: 'why',
          type: 'claimed',
        },
        event: { worker: 'w1' },
        task: 't1',
      },
    ],
    next: 7,
  })
})

test('a message does not tell how the task stands, or not as the document says', () => {
  const summaries = Object.values(samples).map(({ task }) => {
    const message = ofTask.stream!.message({ event, task }, context) as LiveEventView
    assert.deepEqual(problemsOf(ofTask.stream!.schema, message), [])
    assert.doesNotMatch(JSON.stringify(message), /\n/)
    return message.summary!
  })
  const half = summaries[Object.keys(samples).indexOf('half')]
  assert.deepEqual(half, {
    id: samples.half.task.id,
    revision: samples.half.task.revision,
    status: 'running',
    statusText: '执行中',
    percent: 30,
    remainingSeconds: 100,
    predictedEndAt: '2022-09-01T11:56:10.000Z',
    step: { name: 'migrate', title: '数据迁移' },
  })
  assert.equal(summaries[Object.keys(samples).indexOf('done')]!.step, null)
  const gone = ofAll.stream!.message({ event, task: null }, context) as LiveEventView
  assert.deepEqual(problemsOf(ofAll.stream!.schema, gone), [])
  assert.equal(gone.summary, null)
})

test('a stream, or what a poller is told, is not in the document', () => {
  const { paths } = openApiDocument(nativeDialect, '1.2.3') as {
    readonly paths: { readonly [path: string]: { readonly get: Documented } }
  }
  interface Documented {
    readonly parameters: readonly { readonly name: string }[]
    readonly responses: {
      readonly [status: string]: { readonly content?: object; readonly headers: object }
    }
  }
  for (const path of ['/v1/events', '/v1/tasks/{id}/events']) {
    const { parameters, responses } = paths[path]!.get
    assert.ok(parameters.some(({ name }) => name === 'Last-Event-ID'))
    assert.deepEqual(Object.keys(responses['200']!.content!), ['application/json', 'text/event-stream'])
    assert.equal(responses['304'], undefined)
  }
  const { parameters, responses } = paths['/v1/tasks/{id}']!.get
  assert.ok(parameters.every(({ name }) => name !== 'Last-Event-ID'))
  assert.deepEqual(Object.keys(responses['200']!.headers), ['X-Request-Id', 'ETag', 'Retry-After'])
  assert.deepEqual(Object.keys(responses['304']!.headers), ['X-Request-Id', 'ETag'])
  assert.deepEqual(Object.keys(paths['/v1/operations']!.get.responses['200']!.headers), ['X-Request-Id'])
})
