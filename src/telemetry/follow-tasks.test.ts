import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskEvent } from '../core/event.ts'
import {
  applied,
  claimed,
  ended,
  ending,
  failure,
  intended,
  stepStarted,
  stepSucceeded,
  undoFailed,
  undone,
} from '../core/testing/samples.ts'
import type { Happening, HappeningOf } from './happening.ts'
import { followedTasks } from './testing/followed-tasks.ts'

const subStep = (type: 'subStepStarted' | 'subStepSucceeded', name: string, epoch = 1) =>
  ({
    type,
    epoch,
    step: 'copy',
    subStep: name,
    ...(type === 'subStepSucceeded' ? { output: null } : {}),
  }) as TaskEvent

const retrying = (retryAt: number, epoch = 1): TaskEvent => ({
  type: 'ending',
  epoch,
  status: 'failed',
  failure: failure('DCS.1001', 'copy'),
  retryAt,
})

const types = (told: readonly Happening[]) => told.map(({ type }) => type)
const ends = (told: readonly Happening[]) =>
  told.filter((one): one is HappeningOf<'attemptEnded'> => one.type === 'attemptEnded')

/** The parts of an attempt, a line each. */
const parts = ({ parts: runs }: HappeningOf<'attemptEnded'>) =>
  runs.map(
    ({ step, subStep: part, startedAt, endedAt, status }) =>
      `${part === null ? step : `${step}/${part}`} ${startedAt}-${endedAt} ${status}`,
  )

test('the way of a task is not told: its wait, its beginning, its steps and its end', async () => {
  const { submit, happen, told } = await followedTasks()
  const task = await submit({ dueAt: 1500 })
  await happen(task, 4000, claimed, stepStarted('plan'))
  await happen(task, 5000, stepSucceeded('plan'), stepStarted('copy'), subStep('subStepStarted', 'a'))
  await happen(task, 6000, subStep('subStepSucceeded', 'a'), subStep('subStepStarted', 'b'))
  await happen(task, 9000, stepSucceeded('copy'), stepStarted('switch'), stepSucceeded('switch'))
  await happen(task, 9500, ending('succeeded'), ended())
  const all = await told()
  assert.deepEqual(types(all), ['submitted', 'started', 'attemptEnded'])
  assert.deepEqual(
    all.flatMap(one => (one.type === 'started' ? [one.waitedMs] : [])),
    [2500],
  )
  const [end] = ends(all)
  assert.deepEqual(
    [end!.attempt.startedAt, end!.attempt.endedAt, end!.attempt.status],
    [4000, 9500, 'succeeded'],
  )
  assert.deepEqual([end!.isRetried, end!.at], [false, 9500])
  assert.deepEqual(parts(end!), [
    'plan 4000-5000 succeeded',
    'copy 5000-9000 succeeded',
    'copy/a 5000-6000 succeeded',
    'copy/b 6000-9000 succeeded',
    'switch 9000-9000 succeeded',
  ])
})

test('of an attempt that was tried again by itself the step that failed is forgotten, however late it is told', async () => {
  const { submit, happen, told } = await followedTasks()
  const task = await submit()
  await happen(task, 2000, claimed, stepStarted('plan'), stepSucceeded('plan'), stepStarted('copy'))
  await happen(task, 3000, subStep('subStepStarted', 'a'))
  await happen(task, 4000, retrying(6000), ended())
  await happen(task, 6000, claimed, stepStarted('copy', 2), subStep('subStepStarted', 'a', 2))
  await happen(task, 8000, ending('failed', 2), ended(2))
  const [first, second, ...others] = ends(await told())
  assert.deepEqual([first!.isRetried, second!.isRetried, others.length], [true, false, 0])
  assert.deepEqual(parts(first!), [
    'plan 2000-2000 succeeded',
    'copy 2000-4000 failed',
    'copy/a 3000-4000 failed',
  ])
  assert.deepEqual(parts(second!), ['copy 6000-8000 failed', 'copy/a 6000-8000 failed'])
  assert.deepEqual([first!.attempt.number, second!.attempt.number], [1, 2])
})

test('a retry that a person asks for is taken for an automatic one', async () => {
  const { submit, happen, told } = await followedTasks()
  const task = await submit()
  await happen(task, 2000, claimed, stepStarted('plan'), ending('failed'), ended())
  await happen(task, 3000, { type: 'retryRequested' }, claimed, stepStarted('plan', 2))
  await happen(task, 4000, ending('cancelled', 2), ended(2))
  const all = await told()
  assert.deepEqual(types(all), ['submitted', 'started', 'attemptEnded', 'retryRequested', 'attemptEnded'])
  assert.deepEqual(
    ends(all).map(({ attempt, isRetried }) => [attempt.status, isRetried]),
    [
      ['failed', false],
      ['cancelled', false],
    ],
  )
})

test('an undo that fails is not told, or an attempt is said to follow', async () => {
  const { submit, happen, told } = await followedTasks()
  const task = await submit()
  await happen(task, 2000, claimed, stepStarted('plan'), intended('pause', 'attempt'), applied('pause'))
  await happen(task, 3000, retrying(9000), undoFailed('pause'), ended())
  const all = await told()
  assert.deepEqual(types(all), ['submitted', 'started', 'undoFailed', 'attemptEnded'])
  assert.deepEqual(ends(all)[0]!.isRetried, false)
  assert.deepEqual(
    all.flatMap(one => (one.type === 'undoFailed' ? [one.effect] : [])),
    ['pause'],
  )
})

test('the clean-up of what an attempt had kept is taken for the end of another', async () => {
  const { submit, happen, told } = await followedTasks()
  const task = await submit()
  await happen(
    task,
    2000,
    claimed,
    stepStarted('plan'),
    intended('staging', 'task'),
    ending('failed'),
    ended(),
  )
  assert.deepEqual(types(await told()), ['submitted', 'started', 'attemptEnded'])
  const expired = 2000 + 24 * 60 * 60 * 1000
  await happen(task, expired, claimed, undone('staging', 2), ended(2))
  assert.deepEqual(types(await told()), [])
})

test('a task that is cancelled before it has begun has not ended, or has begun', async () => {
  const { submit, happen, told } = await followedTasks()
  const task = await submit()
  await happen(task, 1700, { type: 'cancelRequested' })
  const all = await told()
  assert.deepEqual(types(all), ['submitted', 'attemptEnded'])
  const [end] = ends(all)
  assert.deepEqual([end!.attempt.status, end!.attempt.startedAt, parts(end!)], ['cancelled', null, []])
})

test('a cancel that works is told before it has come through', async () => {
  const { submit, happen, told } = await followedTasks()
  const task = await submit()
  await happen(task, 2000, claimed, stepStarted('plan'), { type: 'cancelRequested' })
  assert.deepEqual(types(await told()), ['submitted', 'started'])
  await happen(task, 2500, ending('cancelled'), ended())
  assert.deepEqual(types(await told()), ['attemptEnded'])
})

test('stalls and lost workers are not told, or a task that goes on begins once more', async () => {
  const { submit, happen, told } = await followedTasks()
  const task = await submit()
  await happen(task, 2000, claimed, stepStarted('plan'))
  const stall = { step: 'plan', since: 2100, reason: 'lag_grows' } as const
  await happen(task, 3000, { type: 'stalled', epoch: 1, ...stall })
  await happen(task, 4000, { type: 'workerLost', worker: 'w1', cause: 'hung', blame: 'shared' })
  await happen(task, 4500, claimed, stepStarted('plan', 2))
  const all = await told()
  assert.deepEqual(types(all), ['submitted', 'started', 'stalled', 'workerLost'])
  const [, , stalled, lost] = all
  assert.deepEqual(
    [stalled?.type === 'stalled' && stalled.stall, lost?.type === 'workerLost' && lost.cause],
    [stall, 'hung'],
  )
  await happen(task, 6000, stepSucceeded('plan', 2), ending('failed', 2), ended(2))
  assert.deepEqual(parts(ends(await told())[0]!), ['plan 2000-6000 succeeded'])
})

test('of an attempt that began under an earlier server nothing is known', async () => {
  const { submit, happen, told, restart } = await followedTasks()
  const task = await submit()
  await happen(task, 2000, claimed, stepStarted('plan'), stepSucceeded('plan'), stepStarted('copy'))
  await happen(task, 3000, subStep('subStepStarted', 'b'))
  await restart()
  await happen(task, 5000, retrying(6000), ended())
  await happen(task, 6000, claimed)
  const [first] = ends(await told())
  // What fails at the very end of an attempt and is tried again at once is not known to a server that has just begun.
  assert.deepEqual([first!.isRetried, parts(first!)], [true, ['plan 2000-2000 succeeded']])
  await happen(task, 7000, stepStarted('copy', 2))
  await told()
  await restart()
  await happen(task, 8000, stepSucceeded('copy', 2))
  const lost = { type: 'workerLost', worker: 'w1', cause: 'died', blame: 'none' } as const
  await happen(task, 9000, lost, claimed, ending('failed', 3), ended(3))
  const second = ends(await told())
  assert.deepEqual(second.map(parts), [['copy 7000-8000 succeeded']])
})

test('a listener that fails keeps the others from hearing, or is told again', async () => {
  const heard: string[] = []
  const { submit, happen, told, log } = await followedTasks([
    null,
    ({ type }) => {
      throw new Error(`not ${type}`)
    },
    ({ type }) => void heard.push(type),
  ])
  const task = await submit()
  await happen(task, 2000, claimed)
  await told()
  while (heard.length < 2) await told()
  assert.deepEqual(heard, ['submitted', 'started'])
  assert.deepEqual(log, [
    `submitted of task ${task.id} is not counted: Error: not submitted`,
    `started of task ${task.id} is not counted: Error: not started`,
  ])
})

test('a store that does not answer for a moment has something told twice', async () => {
  let fails = true
  const { submit, told, log } = await followedTasks([], store => ({
    ...store,
    find: id => (fails ? Promise.reject(new Error('disk')) : store.find(id)),
  }))
  await submit()
  assert.deepEqual(await told(), [])
  assert.match(log[0] ?? '', /disk/)
  fails = false
  let all: readonly Happening[] = []
  while (all.length === 0) all = await told()
  assert.deepEqual(types(all), ['submitted'])
})

test('a task that was removed since keeps others from being told', async () => {
  const { submit, happen, told, store } = await followedTasks()
  const task = await submit()
  const cancelled = await happen(task, 2000, { type: 'cancelRequested' })
  assert.equal(await store.removeTask(cancelled), true)
  assert.deepEqual(await told(), [])
})
