import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  applied,
  claimed,
  ended,
  ending,
  failure,
  intended,
  operation,
  stepStarted,
  stepSucceeded,
  undoFailed,
} from '../core/testing/samples.ts'
import type { TaskEvent } from '../core/event.ts'
import { createMetrics } from './metrics.ts'
import { nonzero, readExposition } from './testing/read-exposition.ts'
import { followedTasks } from './testing/followed-tasks.ts'

const quiet = { lag: async () => ({ events: 0, ageMs: 0 }) }

/** Metrics of followed tasks, and a way to scrape them. */
async function scene() {
  const metrics = createMetrics([{ ...operation, failures: { 'DCS.4711': {} } }])
  const followed = await followedTasks([metrics.happened])
  const { store, told } = followed
  async function text(now = 10_000): Promise<string> {
    await told()
    return metrics.text({ store, feed: quiet, openStreams: () => 3, now: () => now, version: '1.2.3' })
  }
  return { ...followed, metrics, text, scrape: async (now?: number) => readExposition(await text(now)) }
}

const ofTask = 'operation="redis.sample"'
const dcs = 'service="dcs"'

test('a task is not counted, or how long it waited and ran', async () => {
  const { submit, happen, scrape } = await scene()
  const task = await submit()
  await happen(task, 3000, claimed, stepStarted('plan'))
  await happen(task, 23_000, stepSucceeded('plan'), stepStarted('copy'), stepSucceeded('copy'))
  await happen(task, 24_500, stepStarted('switch'), stepSucceeded('switch'), ending('succeeded'), ended())
  const series = await scrape()
  const both = `{${ofTask},${dcs}}`
  assert.deepEqual(nonzero(series, 'stepwell_tasks_submitted_total'), { [both]: 1 })
  assert.deepEqual(nonzero(series, 'stepwell_tasks_started_total'), { [both]: 1 })
  assert.deepEqual(nonzero(series, 'stepwell_tasks_ended_total'), {
    [`{${ofTask},outcome="succeeded",${dcs}}`]: 1,
  })
  assert.deepEqual(nonzero(series, 'stepwell_task_queue_wait_seconds_sum'), { [both]: 2 })
  assert.deepEqual(nonzero(series, 'stepwell_attempt_duration_seconds_sum'), {
    [`{${ofTask},outcome="succeeded",${dcs}}`]: 21.5,
  })
  assert.deepEqual(nonzero(series, 'stepwell_step_duration_seconds_sum'), {
    [`{${ofTask},outcome="succeeded",${dcs},step="plan"}`]: 20,
  })
  const plan = (bound: string) =>
    series.get(
      `stepwell_step_duration_seconds_bucket{le="${bound}",${ofTask},outcome="succeeded",${dcs},step="plan"}`,
    )
  assert.deepEqual(['1', '15', '60', '86400', '+Inf'].map(plan), [0, 0, 1, 1, 1])
})

test('failures, retries, stalls, lost workers and undos are not told apart', async () => {
  const { submit, happen, scrape } = await scene()
  const task = await submit()
  const retrying: TaskEvent = { ...ending('failed'), retryAt: 5000 } as TaskEvent
  await happen(task, 2000, claimed, stepStarted('plan'))
  await happen(task, 3000, {
    type: 'stalled',
    epoch: 1,
    step: 'plan',
    since: 2000,
    reason: 'connection_lost',
  })
  await happen(task, 4000, { type: 'workerLost', worker: 'w1', cause: 'died', blame: 'shared' }, claimed)
  await happen(task, 4500, { ...retrying, epoch: 2 } as TaskEvent, ended(2))
  await happen(
    task,
    5000,
    claimed,
    stepStarted('plan', 3),
    intended('pause', 'attempt', 3),
    applied('pause', 3),
  )
  await happen(task, 6000, ending('failed', 3), undoFailed('pause', 3), ended(3))
  await happen(task, 7000, { type: 'released' }, { type: 'retryRequested' })
  const series = await scrape()
  const told = (name: string) => nonzero(series, name)
  assert.deepEqual(told('stepwell_task_stalls_total'), {
    [`{${ofTask},reason="connection_lost",${dcs}}`]: 1,
  })
  assert.deepEqual(told('stepwell_task_worker_losses_total'), { [`{cause="died",${ofTask},${dcs}}`]: 1 })
  assert.deepEqual(told('stepwell_task_retries_total'), {
    [`{kind="automatic",${ofTask},${dcs}}`]: 1,
    [`{kind="requested",${ofTask},${dcs}}`]: 1,
  })
  assert.deepEqual(told('stepwell_undo_failures_total'), { [`{${ofTask},${dcs}}`]: 1 })
  // The attempt that was tried again has not ended the task.
  assert.deepEqual(told('stepwell_tasks_ended_total'), { [`{${ofTask},outcome="failed",${dcs}}`]: 1 })
  assert.deepEqual(told('stepwell_task_failures_total'), {
    [`{code="${failure('STW.0007').code}",${ofTask},${dcs}}`]: 1,
  })
  assert.deepEqual(told('stepwell_attempt_duration_seconds_count'), {
    [`{${ofTask},outcome="failed",${dcs}}`]: 2,
  })
})

test('how long a cancel took is not told, or one that nobody had to wait for counts', async () => {
  const { submit, happen, scrape } = await scene()
  const task = await submit()
  await happen(task, 2000, claimed, stepStarted('plan'))
  await happen(task, 3000, { type: 'cancelRequested' })
  await happen(task, 6500, ending('cancelled'), ended())
  const series = await scrape()
  assert.deepEqual(nonzero(series, 'stepwell_task_cancel_duration_seconds_sum'), {
    [`{${ofTask},${dcs}}`]: 3.5,
  })

  const other = await scene()
  await other.happen(await other.submit(), 2000, { type: 'cancelRequested' })
  const waiting = await other.scrape()
  assert.deepEqual(nonzero(waiting, 'stepwell_task_cancel_duration_seconds_count'), {})
  assert.deepEqual(nonzero(waiting, 'stepwell_attempt_duration_seconds_count'), {})
  assert.deepEqual(nonzero(waiting, 'stepwell_tasks_ended_total'), {
    [`{${ofTask},outcome="cancelled",${dcs}}`]: 1,
  })
})

test('what there is to do, and who does it, is not looked up at each scrape', async () => {
  const { submit, happen, scrape, store } = await scene()
  const worker = { id: 'w1', pid: 1, processStartedAt: '', startedAt: 0, heartbeatAt: 0 }
  await store.putWorker({ ...worker, leaseExpiresAt: 10_000 })
  await store.putWorker({ ...worker, id: 'w2', leaseExpiresAt: 9999 })
  const task = await submit()
  const before = await scrape()
  assert.deepEqual(nonzero(before, 'stepwell_tasks'), { [`{${ofTask},${dcs},status="pending"}`]: 1 })
  assert.deepEqual(nonzero(before, 'stepwell_queue_length'), { [`{${ofTask},${dcs}}`]: 1 })
  assert.deepEqual(nonzero(before, 'stepwell_queue_oldest_age_seconds'), { [`{${ofTask},${dcs}}`]: 9 })
  assert.equal(before.get('stepwell_workers'), 1)
  assert.equal(before.get('stepwell_event_streams'), 3)
  assert.equal(before.get('stepwell_webhooks{state="dead"}'), 0)
  assert.equal(before.get('stepwell_webhook_messages_given_up'), 0)
  assert.equal(before.get(`stepwell_build_info{node="${process.version}",version="1.2.3"}`), 1)
  await happen(task, 2000, claimed, stepStarted('plan'))
  await happen(task, 3000, { type: 'stalled', epoch: 1, step: 'plan', since: 2000, reason: 'no_units' })
  const after = await scrape()
  assert.deepEqual(nonzero(after, 'stepwell_queue_length'), {})
  assert.equal(after.get(`stepwell_queue_length{${ofTask},${dcs}}`), 0, 'it does not vanish')
  assert.deepEqual(nonzero(after, 'stepwell_tasks_stalled'), { [`{${ofTask},reason="no_units",${dcs}}`]: 1 })
})

test('what the server itself does is not counted', async () => {
  const { metrics, scrape } = await scene()
  metrics.served({ dialect: 'native', route: 'showTask', status: 200, milliseconds: 3 })
  metrics.served({ dialect: 'dcs', route: null, status: 404, milliseconds: 4000 })
  metrics.served({ dialect: null, route: null, status: 500, milliseconds: 1 })
  metrics.workerLost({ cause: 'hung', leaseLost: true })
  metrics.workerLost({ cause: 'died', leaseLost: false })
  metrics.streamDropped()
  metrics.written(7, true)
  metrics.written(1, false)
  const series = await scrape()
  assert.deepEqual(nonzero(series, 'stepwell_http_requests_total'), {
    '{dialect="native",route="showTask",status="200"}': 1,
    '{dialect="dcs",route="none",status="404"}': 1,
    '{dialect="none",route="none",status="500"}': 1,
  })
  const slow = (bound: string) =>
    series.get(`stepwell_http_request_duration_seconds_bucket{dialect="dcs",le="${bound}",route="none"}`)
  assert.deepEqual(['2.5', '+Inf'].map(slow), [0, 1])
  assert.deepEqual(nonzero(series, 'stepwell_worker_losses_total'), {
    '{cause="hung"}': 1,
    '{cause="died"}': 1,
  })
  assert.equal(series.get('stepwell_lease_losses_total'), 1)
  assert.equal(series.get('stepwell_event_streams_dropped_total'), 1)
  assert.deepEqual(
    ['stepwell_store_write_duration_seconds_count', 'stepwell_store_write_failures_total'].map(name =>
      series.get(name),
    ),
    [2, 1],
  )
})

test('a count is not there before it has risen, so that its first rise is not seen', async () => {
  const { scrape } = await scene()
  const series = await scrape()
  for (const key of [
    `stepwell_tasks_ended_total{${ofTask},outcome="failed",${dcs}}`,
    `stepwell_task_failures_total{code="STW.0008",${ofTask},${dcs}}`,
    `stepwell_task_failures_total{code="DCS.4711",${ofTask},${dcs}}`,
    `stepwell_task_stalls_total{${ofTask},reason="lag_grows",${dcs}}`,
    `stepwell_task_worker_losses_total{cause="died",${ofTask},${dcs}}`,
    'stepwell_worker_losses_total{cause="died"}',
    'stepwell_lease_losses_total',
    'stepwell_event_streams_dropped_total',
    'stepwell_instances_unreleased{service="taurusdb"}',
  ])
    assert.equal(series.get(key), 0, key)
})

test('a label breaks the format, or an id becomes one', async () => {
  const { submit, text, metrics, told } = await scene()
  const { instance, project } = await submit()
  const [submitted] = await told()
  const odd = { ...submitted!.task.operation, name: 'odd"\\\nname' }
  metrics.happened({ ...submitted!, task: { ...submitted!.task, operation: odd } })
  const all = await text()
  assert.match(all, /^stepwell_tasks_submitted_total\{service="dcs",operation="odd\\"\\\\\\nname"\} 1$/m)
  for (const id of [instance, project, submitted!.task.id]) assert.doesNotMatch(all, new RegExp(id))
})

test('the figures of the process are not there, or a second scrape fails', async () => {
  const { text } = await scene()
  const [first, second] = await Promise.all([text(), text()])
  for (const one of [first, second]) {
    assert.match(one, /^process_resident_memory_bytes \d+$/m)
    assert.match(one, /^nodejs_eventloop_lag_seconds /m)
  }
})
