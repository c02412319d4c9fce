import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HistoryEvent, LossCause } from '../../src/core/event.ts'
import { commonFailureCodes } from '../../src/core/failure.ts'
import type { Refusal } from '../../src/core/store.ts'
import type { Attempt } from '../../src/core/task.ts'
import { callerActions } from './happenings/caller-actions.ts'
import { faultNames } from './plan.ts'
import { moves } from './recipes/moves.ts'
import { runInThreads } from './run-in-threads.ts'
import { simulate } from './simulate.ts'
import type { Kind } from './statistics.ts'
import { tellFailure } from './tell-failure.ts'

/** Exhaustive, so that a new event, refusal or ending cannot be forgotten. */
const events: { readonly [type in HistoryEvent['event']['type']]: true } = {
  submitted: true,
  claimed: true,
  workerLost: true,
  paused: true,
  stalled: true,
  remarked: true,
  moved: true,
  yielded: true,
  cancelRequested: true,
  pauseRequested: true,
  pauseExpired: true,
  resumed: true,
  rescheduled: true,
  retryRequested: true,
  skipRequested: true,
  deleted: true,
  released: true,
  stepStarted: true,
  stepSucceeded: true,
  subStepsAdded: true,
  subStepStarted: true,
  subStepSucceeded: true,
  progressed: true,
  checkpointSaved: true,
  taskCheckpointSaved: true,
  effectIntended: true,
  effectApplied: true,
  effectUndone: true,
  effectUndoFailed: true,
  instanceChanged: true,
  ending: true,
  ended: true,
}
const refusals: { readonly [reason in Exclude<Refusal['reason'], 'instance_stale'>]: true } = {
  // `instance_stale` never comes: only the task that holds an instance changes its entry, and that one is found stale first.
  stale: true,
  locked: true,
  changed: true,
  token_taken: true,
}
const endings: { readonly [status in Attempt['status']]: true } = {
  succeeded: true,
  failed: true,
  cancelled: true,
}

const losses: { readonly [cause in LossCause]: readonly string[] } = {
  died: ['died, blame alone', 'died, blame shared'],
  hung: ['hung, blame alone', 'hung, blame shared'],
  unresponsive: ['unresponsive, blame alone', 'unresponsive, blame none'],
  server_ended: ['server_ended, blame none'],
}

/** What has to have come about, by kind. */
const toReach: { readonly [kind in Kind]?: readonly string[] } = {
  fault: faultNames,
  action: Object.keys(callerActions),
  move: Object.keys(moves),
  event: Object.keys(events),
  refusal: Object.keys(refusals),
  ending: Object.keys(endings),
  failure: commonFailureCodes,
  loss: Object.values(losses).flat(),
  removal: ['done', 'refused'],
  // Writes of workers that were taken for dead, or were: refused, or on their way when it happened.
  late: ['cut off: stale', 'dead: stale', 'dead: written'],
}

test('5,000 schedules hold every invariant, and meet every fault, action, event and refusal', async () => {
  const { schedules, counts, failed } = await runInThreads({ seed: 1, runs: 5000, threads: 2 })
  assert.equal(failed, null, failed === null ? '' : tellFailure(failed))
  assert.equal(schedules, 5000)
  const missing = Object.entries(toReach).flatMap(([kind, names]) =>
    names.filter(name => !counts.get(kind as Kind)?.has(name)).map(name => `${kind} ${name}`),
  )
  assert.deepEqual(missing, [])
})

test('a seed gives the same schedule, line by line, whatever ran before it', async () => {
  const seeds = Array.from({ length: 30 }, (_, index) => index + 1)
  const first = new Map<number, readonly string[]>()
  for (const seed of seeds) first.set(seed, (await simulate(seed)).trace)
  for (const seed of seeds.toReversed()) assert.deepEqual((await simulate(seed)).trace, first.get(seed))
  const different = new Set([...first.values()].map(trace => trace.join('\n')))
  assert.equal(different.size, seeds.length, 'and another seed gives another')
})
