import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStream } from '../../src/http/testing/stream-client.ts'
import { nonzero } from '../../src/telemetry/testing/read-exposition.ts'
import { hasEnded, setScene } from './scene.ts'

const odd = 'operation="test.odd"'
const service = 'service="taurusdb"'

test('what really happens to tasks, workers and requests is not what is told of it', async () => {
  await using scene = await setScene()
  const { submit, until, native, stepwell } = scene
  const stream = await openStream(`${stepwell.url}/v1/events`, native.token)
  for (const what of ['succeed', 'fail', 'die'] as const) await until(await submit(what), hasEnded)
  const waiting = await submit('wait')
  await until(waiting, ({ steps }) => steps[1]?.status === 'running')
  const busy = await scene.scrape(
    series => nonzero(series, 'stepwell_tasks')[`{${odd},${service},status="running"}`] === 1,
  )
  assert.equal(busy.get('stepwell_event_streams'), 1)
  assert.equal(busy.get('stepwell_workers'), 1)
  await native.ask('POST', `/tasks/${waiting.id}/cancel`)
  await until(waiting, hasEnded)
  stream.leave()

  const ended = (outcome: string) => `stepwell_tasks_ended_total{${odd},outcome="${outcome}",${service}}`
  const series = await scene.scrape(
    told => told.get(ended('cancelled')) === 1 && told.get('stepwell_event_streams') === 0,
  )
  const told = (name: string) => nonzero(series, name)
  assert.deepEqual(
    ['succeeded', 'failed', 'cancelled'].map(outcome => series.get(ended(outcome))),
    [2, 1, 1],
  )
  assert.deepEqual(told('stepwell_task_failures_total'), { [`{code="DBS.1001",${odd},${service}}`]: 1 })
  assert.deepEqual(told('stepwell_task_retries_total'), { [`{kind="automatic",${odd},${service}}`]: 1 })
  assert.deepEqual(told('stepwell_worker_losses_total'), { '{cause="died"}': 1 })
  assert.deepEqual(told('stepwell_task_worker_losses_total'), { [`{cause="died",${odd},${service}}`]: 1 })
  assert.deepEqual(told('stepwell_tasks'), {})
  assert.deepEqual(told('stepwell_task_cancel_duration_seconds_count'), { [`{${odd},${service}}`]: 1 })
  const steps = told('stepwell_step_duration_seconds_count')
  // The step that failed ran twice.
  assert.equal(steps[`{${odd},outcome="failed",${service},step="act"}`], 2)
  assert.equal(steps[`{${odd},outcome="succeeded",${service},step="begin"}`], 4)
  const requests = told('stepwell_http_requests_total')
  assert.equal(requests['{dialect="native",route="submitTask",status="201"}'], 4)
  assert.equal(requests['{dialect="native",route="listEvents",status="200"}'], 1)
  assert.ok(series.get('stepwell_store_write_duration_seconds_count')! >= 8)

  const endings = await scene.lines('task ended', 4)
  assert.deepEqual(
    endings.map(({ status, attempt, failure }) => [status, attempt, failure]),
    [
      ['succeeded', 1, null],
      ['failed', 2, 'DBS.1001'],
      ['succeeded', 1, null],
      ['cancelled', 1, null],
    ],
  )
  assert.equal((await scene.lines('attempt failed, another one follows', 1)).length, 1)
  const [lost] = await scene.lines('worker lost', 1)
  assert.deepEqual([lost!['cause'], lost!['how'], lost!['leaseLost']], ['died', 'SIGKILL', false])
  assert.notEqual(lost!['workerPid'], lost!['pid'], "a line's own pid is the server's")
})

test('a server begins to count before it is asked, or tells what an earlier one counted', async () => {
  await using scene = await setScene()
  await scene.until(await scene.submit('succeed'), hasEnded)
  await scene.lines('task ended', 1)
  const key = `stepwell_tasks_ended_total{${odd},outcome="succeeded",${service}}`
  assert.equal((await scene.scrape(() => true)).get(key), 1, 'what was before the first scrape counts')
  await scene.stepwell.kill()
  await scene.stepwell.start()
  const series = await scene.scrape(told => told.get('stepwell_workers') === 1)
  assert.equal(series.get(key), 0)
  assert.deepEqual(nonzero(series, 'stepwell_worker_losses_total'), { '{cause="server_ended"}': 1 })
})
