import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskView } from '../dialects/native/schema.ts'
import {
  cancelling,
  delayed,
  inCutOver,
  kept,
  next,
  paused,
  pausing,
  queued,
  stalled,
  waitingToRetry,
} from './testing/held-up-views.ts'
import { cancelled, done, failed, halfDone, notBegun, sampleNow } from './testing/task-views.ts'
import { stateSentences } from './state-sentences.ts'
import { stopText } from './stop-text.ts'

const telling = { language: 'en-us', now: sampleNow, timeZone: 'UTC' } as const

const told = (view: TaskView): readonly string[] => stateSentences(view, telling).map(({ text }) => text)
const inChinese = (view: TaskView): string =>
  stateSentences(view, { ...telling, language: 'zh-cn' })
    .map(({ text }) => text)
    .join('\n')

test('much is said where all goes its way', () => {
  for (const view of [halfDone, notBegun, done, cancelled]) assert.deepEqual(told(view), [])
})

test('a task that waits does not say for what, where it stands, or when it should begin', () => {
  assert.deepEqual(told(queued), [
    'It is 3rd in the queue. It should begin about 08:02:00 (in 1m 30s).',
    'Task a works on orders.',
    'Task b begins first on orders.',
  ])
  const unpredictable = { ...queued, queue: { ...queued.queue!, predictedStartAt: null } }
  assert.equal(told(unpredictable)[0], 'It is 3rd in the queue.')
  assert.match(inChinese(queued), /^在队列中排第 3 位。预计于 08:02:00 开始（1分钟30秒后）。\n/)
  assert.deepEqual(told(next), ['It begins as soon as a worker is free.'])
})

test('a task that is not due is said to stand in the queue, or in the time of the wire', () => {
  assert.deepEqual(told(delayed), [
    'It begins at 22:00:00 (in 13h 59m) or later, and holds no place in the queue until then.',
  ])
  const nextYear = { ...delayed, dueAt: '2027-01-01T06:00:00.000Z' }
  assert.match(told(nextYear)[0] ?? '', /^It begins at Jan 1, 2027, 06:00:00 /)
})

test('a stall is told without step, beginning or reason', () => {
  assert.deepEqual(told(stalled), [
    'Step Data migration has not moved since 07:58:20 (2m 10s): more is written. Wait for a quieter hour.',
  ])
  const unknown = { ...stalled, stall: { ...stalled.stall!, step: 'gone' } }
  assert.match(told(unknown)[0] ?? '', /^Step gone has not moved/)
})

test('who has asked for a stop is not told when it comes', () => {
  assert.deepEqual(told(cancelling), [
    'It stops at the next cancel point of step Data migration, within 30 s.',
  ])
  const nowhere = { step: null, withinSeconds: null, until: null }
  const stopAt = (at: 'claim' | 'border') => told({ ...cancelling, stop: { at, ...nowhere } })
  assert.deepEqual(stopAt('claim'), ['It stops as soon as a worker takes it.'])
  assert.deepEqual(stopAt('border'), ['It stops in a moment.'])
  assert.equal(stopText({ ...cancelling, stop: null }, telling), 'It stops in a moment.')
})

test('nobody can tell who asked for a stop, and why', () => {
  const at = '2026-06-17T08:00:20.000Z'
  const asked = (action: 'cancel' | 'pause', by: string | null, reason: string | null) =>
    told({ ...halfDone, stopAsked: { action, at, by, byName: null, reason } })
  assert.deepEqual(asked('cancel', 'AK2', null), ['AK2 asked at 08:00:20 (10s ago) to cancel it.'])
  assert.deepEqual(asked('cancel', 'AK2', 'wrong target'), [
    'AK2 asked at 08:00:20 (10s ago) to cancel it: wrong target',
  ])
  assert.deepEqual(asked('pause', 'AK2', 'lunch'), ['AK2 asked at 08:00:20 (10s ago) to pause it: lunch'])
  assert.deepEqual(asked('pause', 'AK2', null), ['AK2 asked at 08:00:20 (10s ago) to pause it.'])
  assert.deepEqual(asked('cancel', null, null), [
    'Its pause was over at 08:00:20 (10s ago): it is cancelled, as was asked with the pause.',
  ])
})

test('a step that may not be stopped does not say so, and until when', () => {
  assert.deepEqual(told(inCutOver), [
    'Step Cut over may not be stopped: it goes on to its end first. It has to end by 08:05:00 (in 4m 30s).',
  ])
  const endless = { ...inCutOver, stop: { ...inCutOver.stop!, until: null } }
  assert.deepEqual(told(endless), ['Step Cut over may not be stopped: it goes on to its end first.'])
  assert.match(
    told({ ...inCutOver, stop: { ...inCutOver.stop!, at: 'tooLate' } })[0] ?? '',
    /^Step Cut over and all behind it may not be stopped: .* It has to end by 08:05:00/,
  )
  assert.match(inChinese(inCutOver), /^步骤 Cut over 不可中止.*最迟应于 08:05:00 结束（4分钟30秒后）。$/)
})

test('once it has stopped it is said that it will', () => {
  const ending = { ...cancelling, stop: null }
  assert.deepEqual(told(ending), [])
})

test('a pause does not say how long it lasts, what then, and what it holds', () => {
  assert.deepEqual(told(pausing), [
    'It stops at the next cancel point of step Data migration, within 30 s.',
    'It goes on by itself at 09:00:00 (in 59m 30s).',
  ])
  assert.deepEqual(told(paused), [
    'Paused since 08:00:20 (10s). It stays paused until somebody resumes it.',
    'The instance stays locked. In place: Throttle, Staging.',
  ])
  const limited = {
    ...paused,
    pauseLimit: { until: '2026-06-17T09:00:00.000Z', afterwards: 'cancel' as const },
    effects: [],
  }
  assert.deepEqual(told(limited), [
    'Paused since 08:00:20 (10s). It is cancelled at 09:00:00 (in 59m 30s) unless somebody resumes it.',
    'The instance stays locked.',
  ])
  const holdingNothing = { ...limited, locked: false }
  assert.deepEqual(told(holdingNothing), told(limited).slice(0, 1))
  assert.match(inChinese(paused), /\n实例保持锁定。仍生效：Throttle、Staging。$/)
})

test('a task that tries again by itself does not say when, and why it has to', () => {
  const [why, when] = told(waitingToRetry)
  assert.equal(why, 'DCS.1014 in step Data migration: The target is out of memory.')
  assert.equal(when, 'Attempt 2 begins by itself at 08:01:00 (in 30s).')
  const late = { ...waitingToRetry, resumeAt: '2026-06-17T08:00:00.000Z' }
  assert.equal(told(late)[1], 'Attempt 2 begins as soon as a worker is free.')
  assert.deepEqual(told({ ...waitingToRetry, attempts: [] }), [when])
  const trying = { ...waitingToRetry, resumeAt: null, retries: 1, worker: 'worker-1' }
  assert.deepEqual(told(trying), [why, 'Attempt 2 tries by itself what failed before.'])
  assert.deepEqual(told({ ...trying, status: 'succeeded' }), [])
})

test('while a failed attempt is cleaned up, or when its undo fails, nobody is told why it failed', () => {
  const failure = { code: 'A.1', message: 'It broke.', remedy: '', step: 'migrate' }
  const steps = failed.steps.map((step, index) => (index === 1 ? { ...step, failure } : step))
  const ending = { ...halfDone, statusText: 'Cleaning up', steps }
  assert.deepEqual(told(ending), ['A.1 in step Data migration: It broke.'])
  assert.deepEqual(told({ ...failed, steps }), [
    'A.1 in step Data migration: It broke.',
    'Could not be undone: Throttle. The instance stays locked until it is undone by hand and an administrator releases it.',
  ])
  assert.deepEqual(told({ ...kept, steps, failure, effectsExpireAt: null }), [], 'the task itself tells it')
})

test('a task that runs alone does not say what it is suspected of, or says so before anything died', () => {
  assert.deepEqual(told({ ...halfDone, deathsAlone: 0 }), [])
  assert.deepEqual(told({ ...halfDone, deathsAlone: 2 }), [
    'Its worker ended, or was killed, in the middle of this step, so it runs in a process of its own now. It has ended there 2 times; at the third the step fails.',
  ])
})

test('another task that is named cannot be gone to', () => {
  const tasks = (view: TaskView) => stateSentences(view, telling).map(({ task }) => task)
  assert.deepEqual(tasks(queued), [null, 'a', 'b'])
  assert.deepEqual(tasks({ ...kept, supersededBy: 'c' }), ['c', null])
  assert.deepEqual(tasks(stalled), [null])
})

test('what is kept for a retry is not told, or until when', () => {
  assert.deepEqual(told(kept), [
    'Kept for a retry until Jun 18, 2026, 08:00:31 (1d 0h left), then undone: Staging.',
  ])
  assert.deepEqual(told({ ...kept, leftBehind: 'undoing' }), [
    'Kept for a retry until now, and being undone: Staging.',
  ])
})

test('what a task has left on the servers is not told once it is over', () => {
  const view: TaskView = { ...cancelled, leaves: ['copied keys on the target'] }
  assert.deepEqual(told(view), ['It leaves behind: copied keys on the target.'])
})

test('a task that cannot be retried any more is said to be kept for that', () => {
  const [why, until] = told({ ...kept, supersededBy: 'another' })
  assert.match(why ?? '', /^It cannot be retried: task another has worked on its instance since\./)
  assert.match(until ?? '', /^In place until Jun 18, 2026, 08:00:31 .*: Staging\.$/)
})

test('a sentence is another one a second later', () => {
  for (const view of [queued, delayed, stalled, inCutOver, pausing, paused, waitingToRetry, kept]) {
    const abouts = (now: number) => stateSentences(view, { ...telling, now }).map(({ about }) => about)
    assert.deepEqual(abouts(sampleNow + 1000), abouts(sampleNow))
    assert.equal(new Set(abouts(sampleNow)).size, abouts(sampleNow).length)
  }
})

test('what its steps have said is not told, or a warning that is over alarms', () => {
  const remarks = [
    { step: 'migrate', at: '2026-06-17T07:59:00.000Z', kind: 'warning', text: 'All is copied again.' },
    { step: 'gone', at: '2026-06-17T07:59:30.000Z', kind: 'outcome', text: '7 keys were copied.' },
  ] as const
  const sentences = stateSentences({ ...halfDone, remarks: [...remarks] }, telling)
  const [warning, outcome] = sentences.slice(-2)
  assert.match(warning!.text, /^Step .+, at 07:59:00: All is copied again\.$/)
  assert.deepEqual([warning!.colour, outcome!.text, outcome!.colour], ['yellow', '7 keys were copied.', null])
  const over = {
    ...halfDone,
    endedAt: '2026-06-17T08:00:00.000Z',
    remarks: [{ ...remarks[0], step: 'gone' }],
  }
  const [last] = stateSentences(over, telling).slice(-1)
  assert.deepEqual([last!.text, last!.colour], ['Step gone, at 07:59:00: All is copied again.', null])
})

test('a task that tries again by itself does not say how often more', () => {
  const again = { ...halfDone, retries: 1, attempt: 2, retriesLeft: 2 }
  const texts = (view: typeof halfDone) =>
    stateSentences(view, telling)
      .map(({ text }) => text)
      .join(' ')
  assert.match(texts(again), /Tries left, should that fail too: 2\./)
  assert.match(texts({ ...again, resumeAt: '2026-06-17T08:00:40.000Z' }), /08:00:40.*Tries left.*: 2\./)
  assert.doesNotMatch(texts({ ...again, retriesLeft: null }), /Tries left/)
})
