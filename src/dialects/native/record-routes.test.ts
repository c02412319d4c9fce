import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LogLine } from '../../core/log.ts'
import { problemsOf } from '../check.ts'
import { type DialectRequest } from '../route.ts'
import { sampleContext } from '../sample-context.ts'
import { samples } from '../samples.ts'
import { routeIn } from '../testing/route-in.ts'
import { nativeDialect } from './dialect.ts'
import { brokenTraceLaws, linesIn } from './testing/trace-laws.ts'

const routeOf = routeIn(nativeDialect)
const readLog = routeOf<'log'>('readTaskLog')
const exportTrace = routeOf<'trace'>('exportTaskTrace')
const request = (query: DialectRequest['query'] = []): DialectRequest => ({
  path: { id: 't1' },
  query,
  body: undefined,
})
const context = sampleContext()

test('what is asked of a log is not read', () => {
  assert.deepEqual(readLog.parse(request()), { key: { id: 't1', isBeginning: true }, afterId: 0, limit: 200 })
  const query = [
    ['step', 'copy'],
    ['after', '7'],
    ['limit', '1000'],
  ] as const
  assert.deepEqual(readLog.parse(request(query)), {
    key: { id: 't1', isBeginning: true },
    step: 'copy',
    afterId: 7,
    limit: 1000,
  })
  for (const wrong of [
    ['limit', '1001'],
    ['limit', '0'],
    ['after', '-1'],
    ['step', ''],
    ['steps', 'copy'],
  ] as const)
    assert.throws(() => readLog.parse(request([wrong])), { code: 'invalid_request' })
})

test('a page of a log is not in the documented form', () => {
  const line: LogLine = { id: 9, at: 1000, step: null, attempt: 2, number: 3, text: 'a\u001b[2J' }
  const { status, body } = readLog.render({ items: [line], next: 9 }, context)
  assert.equal(status, 200)
  assert.deepEqual(problemsOf(readLog.answers[200]!.schema, body), [])
  assert.deepEqual(body, { lines: [{ ...line, at: '1970-01-01T00:00:01.000Z' }], next: 9 })
})

test('a trace is no JSON lines, or names another type than the document', () => {
  assert.deepEqual(exportTrace.parse(request()), { id: 't1', isBeginning: true })
  const { task } = samples.half
  const about = { task: task.id, by: null, reason: null }
  const submitted = { id: 1, revision: 1, at: task.createdAt, event: { type: 'submitted' } } as const
  const claimed = {
    id: 2,
    revision: 2,
    at: task.startedAt!,
    event: { type: 'claimed', worker: 'w' },
  } as const
  const events = [submitted, claimed].map(event => ({ ...about, ...event }))
  const { body, contentType } = exportTrace.render({ task, events }, context)
  assert.equal(contentType, exportTrace.answers[200]?.contentType)
  const lines = linesIn(body as string)
  assert.deepEqual(brokenTraceLaws(lines), [])
  assert.deepEqual(
    lines.map(line => line.event),
    ['submitted', 'started'],
  )
  assert.match(body as string, /^\{[^\n]+\}\n\{[^\n]+\}\n$/)
  assert.equal(exportTrace.render({ task, events: [] }, context).body, '')
})
