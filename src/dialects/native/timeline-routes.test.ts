import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failedTask } from '../../core/testing/samples.ts'
import type { Timeline } from '../../core/timeline.ts'
import { problemsOf } from '../check.ts'
import { timelineRoutes } from './timeline-routes.ts'
import { sampleContext } from '../sample-context.ts'

const showTimeline = timelineRoutes[0]!
const context = sampleContext({ now: 0 })
const at = (second: number): string => `1970-01-01T00:00:0${second}.000Z`

test('a timeline is not in the documented form', () => {
  const request = { path: { id: 't1' }, query: [], body: undefined }
  assert.deepEqual(showTimeline.parse(request), { id: 't1', isBeginning: true })
  const timeline: Timeline = {
    periods: [
      { kind: 'waiting', attempt: 1, from: 1000, to: 2000 },
      { kind: 'working', attempt: 1, from: 2000, to: null },
    ],
    runs: [{ step: 'copy', subStep: 'a', attempt: 1, status: 'running', from: 2000, to: null }],
    samples: [
      { at: 3000, step: 'copy', subStep: null, done: 1, total: null, ratePerSecond: 2.5, lagBytes: 0 },
    ],
  }
  const answer = { task: failedTask(), timeline }
  const { status, body } = showTimeline.render(answer, context)
  assert.equal(status, 200)
  assert.deepEqual(problemsOf(showTimeline.answers[200]!.schema, body), [])
  assert.deepEqual(body, {
    periods: [
      { kind: 'waiting', attempt: 1, from: at(1), to: at(2) },
      { kind: 'working', attempt: 1, from: at(2), to: null },
    ],
    runs: [{ step: 'copy', subStep: 'a', attempt: 1, status: 'running', from: at(2), to: null }],
    samples: [
      { at: at(3), step: 'copy', subStep: null, done: 1, total: null, ratePerSecond: 2.5, lagBytes: 0 },
    ],
  })
  const { task } = answer
  const later = { ...answer, task: { ...task, revision: task.revision + 1 } }
  assert.notEqual(showTimeline.version!(answer, context), showTimeline.version!(later, context))
})
