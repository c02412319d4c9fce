import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskEvent } from '../core/event.ts'
import {
  claimed,
  ended,
  ending,
  instance,
  project,
  stepStarted,
  stepSucceeded,
} from '../core/testing/samples.ts'
import { createOutcomeLog } from './outcome-log.ts'
import { followedTasks } from './testing/followed-tasks.ts'

/** Followed tasks and the lines that are written of them. */
async function scene() {
  const lines: (readonly [level: string, text: string, fields: object])[] = []
  const write = (level: string) => (fields: object, text: string) => void lines.push([level, text, fields])
  const log = createOutcomeLog({ info: write('info'), warn: write('warn') })
  return { lines, ...(await followedTasks([log])) }
}

const about = {
  task: 'task-1',
  operation: 'redis.sample',
  service: 'dcs',
  instance: instance().id,
  project,
}

test('the end of a task is not in the log, with how long it took and why it failed', async () => {
  const { submit, happen, told, lines } = await scene()
  const task = await submit()
  const retrying = { ...ending('failed'), retryAt: 3000 } as TaskEvent
  await happen(task, 2000, claimed, stepStarted('plan'), retrying, ended())
  await happen(task, 3000, claimed)
  await happen(task, 4500, ending('failed', 2), ended(2))
  await happen(task, 5000, { type: 'retryRequested' }, claimed, stepStarted('plan', 3))
  await happen(task, 6000, { type: 'cancelRequested' }, ending('cancelled', 3), ended(3))
  await told()
  const failure = { failure: 'DCS.1001', step: null }
  assert.deepEqual(lines, [
    [
      'warn',
      'attempt failed, another one follows',
      { ...about, attempt: 1, status: 'failed', seconds: 0, secondsSinceSubmission: 1, ...failure },
    ],
    [
      'warn',
      'task ended',
      { ...about, attempt: 2, status: 'failed', seconds: 2.5, secondsSinceSubmission: 3.5, ...failure },
    ],
    ['info', 'another attempt was asked for', { ...about, attempt: 3 }],
    [
      'info',
      'task ended',
      {
        ...{ ...about, attempt: 3, status: 'cancelled', seconds: 1, secondsSinceSubmission: 5 },
        ...{ failure: null, step: null },
      },
    ],
  ])
})

test('a stall, or the end of a task that never began, is not in the log', async () => {
  const { submit, happen, told, lines } = await scene()
  const task = await submit()
  await happen(task, 2000, claimed, stepStarted('plan'))
  await happen(task, 3000, { type: 'stalled', epoch: 1, step: 'plan', since: 2000, reason: 'no_units' })
  await happen(task, 4000, stepSucceeded('plan'))
  await told()
  const since = '1970-01-01T00:00:02.000Z'
  assert.deepEqual(lines, [
    ['warn', 'task stalled', { ...about, attempt: 1, step: 'plan', reason: 'no_units', since }],
  ])

  const other = await scene()
  await other.happen(await other.submit(), 3000, { type: 'cancelRequested' })
  await other.told()
  const [[level, text, fields] = []] = other.lines
  assert.deepEqual([level, text], ['info', 'task ended'])
  assert.deepEqual(fields, {
    ...{ ...about, attempt: 1, status: 'cancelled', seconds: null, secondsSinceSubmission: 2 },
    ...{ failure: null, step: null },
  })
})
