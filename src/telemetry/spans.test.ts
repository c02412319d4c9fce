import { trace } from '@opentelemetry/api'
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TaskEvent } from '../core/event.ts'
import { claimed, ended, ending, stepStarted, stepSucceeded } from '../core/testing/samples.ts'
import { createSpans } from './spans.ts'
import { followedTasks, type FollowedTasks } from './testing/followed-tasks.ts'
import { createRecordingProvider, type RecordedSpan } from './testing/recording-tracer.ts'

const { provider, spans } = createRecordingProvider()
let unregistered: unknown
before(async () => {
  unregistered = await createSpans('1.2.3')
  trace.setGlobalTracerProvider(provider)
})
after(() => trace.disable())

/** Followed tasks whose spans are recorded; those of earlier tests are forgotten. */
async function scene(): Promise<FollowedTasks> {
  spans.length = 0
  return followedTasks([await createSpans('1.2.3')])
}

const times = ({ options, endedAt }: RecordedSpan) => [options.startTime, endedAt].map(Number)

test('without an SDK that was registered spans are made all the same', () => {
  assert.equal(unregistered, null)
})

test('an attempt is not a span with its steps below it, and their parts below these, as they are stored', async () => {
  const { submit, happen, told } = await scene()
  const task = await submit()
  await happen(task, 2000, claimed, stepStarted('plan'), stepSucceeded('plan'))
  const part = { epoch: 1, step: 'copy', subStep: 'b' } as const
  await happen(task, 3000, stepStarted('copy'), { type: 'subStepStarted', ...part })
  await happen(task, 5000, { type: 'subStepSucceeded', output: null, ...part })
  await happen(task, 6000, ending('failed'), ended())
  await told()
  const [attempt, plan, copy, b, ...others] = spans
  assert.equal(others.length, 0)
  assert.deepEqual(
    [attempt, plan, copy, b].map(span => [span!.name, span!.parent, ...times(span!)]),
    [
      ['redis.sample', null, 2000, 6000],
      ['plan', attempt!.id, 2000, 2000],
      ['copy', attempt!.id, 3000, 6000],
      ['b', copy!.id, 3000, 5000],
    ],
  )
  // A number would be taken for a time since this process began.
  for (const { options, endedAt } of spans)
    assert.ok(options.startTime instanceof Date && endedAt instanceof Date)
  assert.deepEqual(attempt!.options.attributes, {
    'stepwell.task.id': task.id,
    'stepwell.task.attempt': 1,
    'stepwell.operation': 'redis.sample',
    'stepwell.operation.version': 1,
    'stepwell.service': 'dcs',
    'stepwell.instance.id': task.instance,
    'stepwell.project.id': task.project,
    'stepwell.failure.code': 'DCS.1001',
    'stepwell.status': 'failed',
  })
  const failed = { code: 2, message: 'DCS.1001' }
  assert.deepEqual(
    spans.map(({ outcome }) => outcome),
    [failed, null, failed, null],
  )
})

test('an attempt does not tell which one it follows, of this task and of no other', async () => {
  const { submit, happen, told } = await scene()
  const task = await submit()
  const retrying = { ...ending('failed'), retryAt: 3000 } as TaskEvent
  await happen(task, 2000, claimed, stepStarted('plan'), retrying, ended())
  await happen(task, 3000, claimed, ending('failed', 2), ended(2))
  await happen(task, 4000, { type: 'retryRequested' }, claimed)
  await happen(task, 5000, ending('cancelled', 3), ended(3))
  await told()
  const attempts = spans.filter(({ parent }) => parent === null)
  assert.deepEqual(
    attempts.map(({ options }) => options.links?.map(({ context }) => context.spanId)),
    [[], [attempts[0]!.id], [attempts[1]!.id]],
  )
})

test('a task that ended before it began is a span', async () => {
  const { submit, happen, told } = await scene()
  await happen(await submit(), 2000, { type: 'cancelRequested' })
  await told()
  assert.deepEqual(spans, [])
})
