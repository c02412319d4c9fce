import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectsKeptMs, effectsToUndo, liveEffects } from './effect-transition.ts'
import type { TaskEvent } from './event.ts'
import type { EndedStatus, Task } from './task.ts'
import {
  after,
  applied,
  claimed,
  ended,
  ending,
  failedTask,
  failure,
  intended,
  pendingTask,
  runningTask,
  stepStarted,
  stepSucceeded,
  undone,
  undoFailed,
} from './testing/samples.ts'
import { isDue } from './due.ts'
import { transition } from './transition.ts'

const names = (effects: readonly { readonly name: string }[]): readonly string[] =>
  effects.map(effect => effect.name)

const left = (task: Task): readonly string[] => task.effects.map(({ name, status }) => `${name} ${status}`)

const refuses = (task: Task, event: TaskEvent, why: RegExp): void =>
  assert.throws(() => transition(task, event, 3000), { code: 'conflict', message: why })

const expiry = 2000 + effectsKeptMs
const secondClaim: TaskEvent = { type: 'claimed', worker: 'w2' }
const released: TaskEvent = { type: 'released' }
const lost: TaskEvent = { type: 'workerLost', worker: 'w2', cause: 'server_ended', blame: 'none' }

const three = [intended('pause', 'attempt'), intended('staging', 'task'), intended('fence', 'keep')]
const allSteps = ['plan', 'copy', 'switch'].flatMap(step => [stepStarted(step), stepSucceeded(step)])

test('the worker dies between intent and act: the intent is kept, and undone as the newest first', () => {
  const task = after(runningTask(), [
    intended('pause', 'attempt'),
    intended('throttle', 'attempt'),
    { type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' },
    secondClaim,
    ending('failed', 2),
  ])
  assert.deepEqual(names(effectsToUndo(task)), ['throttle', 'pause'])
  assert.equal(task.effects[0]?.result, null)
})

test('a step runs twice: its effect is journaled once and keeps what was recorded', () => {
  const task = after(runningTask(), [intended('pause', 'attempt'), applied('pause')])
  assert.equal(transition(task, intended('pause', 'attempt'), 3000), task)
  assert.deepEqual([task.effects.length, task.effects[0]?.result], [1, 'before'])
})

test('an effect that was undone may be put in place again, beside what is told of the first', () => {
  const task = after(runningTask(), [
    intended('pause', 'attempt'),
    undone('pause'),
    intended('pause', 'attempt'),
  ])
  assert.deepEqual(left(task), ['pause undone', 'pause intended'])
})

test('what the end has to undo depends on how long an effect lives and on how the attempt ends', () => {
  const running = after(pendingTask(), [claimed, ...allSteps, ...three])
  const toUndo = (status: EndedStatus) => names(effectsToUndo(after(running, [ending(status)])))
  assert.deepEqual(toUndo('succeeded'), ['staging', 'pause'])
  assert.deepEqual(toUndo('failed'), ['pause'])
  assert.deepEqual(toUndo('cancelled'), ['fence', 'staging', 'pause'])
  assert.deepEqual(effectsToUndo(running), [])
})

test('success keeps what is to stay for good', () => {
  const task = after(pendingTask(), [
    claimed,
    ...allSteps,
    ...three,
    ending('succeeded'),
    undone('staging'),
    undone('pause'),
    ended(),
  ])
  assert.deepEqual(left(task), ['pause undone', 'staging undone', 'fence kept'])
  assert.deepEqual([liveEffects(task), task.effectsExpireAt], [[], null])
})

test('kept effects expire after 24 h: then they are undone with the instance locked', () => {
  const failed = failedTask([
    ['pause', 'attempt'],
    ['staging', 'task'],
    ['fence', 'keep'],
  ])
  assert.deepEqual([failed.effectsExpireAt, failed.locked], [expiry, false])
  assert.deepEqual([isDue(failed, expiry - 1), isDue(failed, expiry)], [false, true])
  const cleaning = after(failed, [secondClaim], expiry)
  assert.deepEqual([cleaning.status, cleaning.locked, cleaning.worker], ['failed', true, 'w2'])
  refuses(cleaning, ended(2), /still in place/)
  const clean = after(cleaning, [undone('fence', 2), undone('staging', 2), ended(2)], expiry + 5)
  assert.deepEqual(left(clean), ['pause undone', 'staging undone', 'fence undone'])
  assert.deepEqual(
    [clean.locked, clean.worker, clean.effectsExpireAt, clean.endedAt],
    [false, null, null, 2000],
  )
  assert.deepEqual(clean.attempts, failed.attempts)
  assert.equal(isDue(clean, expiry * 2), false)
})

test('the worker dies in the clean-up: the instance stays locked, and another goes on', () => {
  const cleaning = after(failedTask([['staging', 'task']]), [secondClaim, lost], expiry)
  assert.deepEqual([cleaning.locked, isDue(cleaning, expiry)], [true, true])
  assert.equal(isDue(cleaning, 0), true, 'also when the clock has been set back: it holds the instance')
  assert.throws(() => transition(cleaning, { type: 'retryRequested' }, expiry), {
    code: 'task_not_retryable',
  })
  const clean = after(cleaning, [claimed, undone('staging', 3), ended(3)], expiry)
  assert.deepEqual([clean.locked, left(clean)], [false, ['staging undone']])
})

test('undo fails in the clean-up: the instance stays locked until released', () => {
  const stuck = after(
    failedTask([['staging', 'task']]),
    [secondClaim, undoFailed('staging', 2), ended(2)],
    expiry,
  )
  assert.deepEqual([stuck.status, stuck.locked, stuck.failure?.code], ['failed', true, 'STW.0007'])
  assert.deepEqual([stuck.attempts.length, isDue(stuck, expiry * 2)], [1, false])
  assert.deepEqual(
    [after(stuck, [released]).locked, left(after(stuck, [released]))],
    [false, ['staging released']],
  )
})

test('undo fails while others are kept: what is kept still expires', () => {
  const stuck = after(runningTask(), [...three, ending('failed'), undoFailed('pause'), ended()])
  assert.deepEqual([stuck.locked, stuck.effectsExpireAt], [true, expiry])
  const free = after(stuck, [released])
  assert.deepEqual([free.locked, free.effectsExpireAt, isDue(free, expiry)], [false, expiry, true])
})

test('release during the clean-up: the instance is free only when the clean-up has ended', () => {
  const stuck = after(runningTask(), [...three, ending('failed'), undoFailed('pause'), ended()])
  const vouched = after(stuck, [secondClaim, released], expiry)
  assert.equal(vouched.locked, true)
  const clean = after(vouched, [undone('fence', 2), undone('staging', 2), ended(2)], expiry)
  assert.deepEqual([clean.locked, left(clean)], [false, ['pause released', 'staging undone', 'fence undone']])
})

test('a retry keeps what the failed attempt has left, without an end in sight until it fails again', () => {
  const again = after(failedTask([['staging', 'task']]), [
    { type: 'retryRequested' },
    secondClaim,
    stepStarted('plan', 2),
  ])
  assert.deepEqual([again.effectsExpireAt, left(again)], [null, ['staging applied']])
  const failed = after(again, [ending('failed', 2), ended(2)], 5000)
  assert.equal(failed.effectsExpireAt, 5000 + effectsKeptMs)
})

test('undo is said to have failed where nothing has to be undone', () => {
  refuses(after(runningTask(), three), undoFailed('pause'), /to be undone now/)
  refuses(after(runningTask(), [...three, ending('failed')]), undoFailed('staging'), /to be undone now/)
})

test('two effects of one name are told apart by their keys', () => {
  const node = (key: string) => ({ epoch: 1, name: 'throttle', key }) as const
  const task = after(runningTask(), [
    {
      type: 'effectIntended',
      title: { 'en-us': 'Effect', 'zh-cn': '影响' },
      ...node('a'),
      lives: 'attempt',
      input: null,
    },
    {
      type: 'effectIntended',
      title: { 'en-us': 'Effect', 'zh-cn': '影响' },
      ...node('b'),
      lives: 'attempt',
      input: null,
    },
    { type: 'effectApplied', ...node('b'), result: 5 },
    ending('failed'),
    { type: 'effectUndone', ...node('b') },
  ])
  assert.deepEqual(
    task.effects.map(({ key, status, result }) => [key, status, result]),
    [
      ['a', 'intended', null],
      ['b', 'undone', 5],
    ],
  )
  refuses(task, { type: 'effectUndoFailed', ...node('b'), failure: failure('STW.0007') }, /to be undone now/)
})

test('an effect that is not in place is applied or undone', () => {
  refuses(runningTask(), applied('pause'), /no effect pause/)
  refuses(
    after(runningTask(), [intended('pause', 'attempt'), undone('pause')]),
    undone('pause'),
    /no effect pause/,
  )
})
