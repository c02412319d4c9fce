import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../core/words.ts'
import { eventWords } from '../words/events.ts'
import { paused } from './testing/held-up-views.ts'
import { sampleNow } from './testing/task-views.ts'
import { eventNames } from './event-names.ts'
import { eventText } from './event-text.ts'

const named = eventNames(paused)

/** What is said of an event at the time of the samples. */
const told = (type: string, event: object = {}, language: Language = 'en-us', names = named): string =>
  eventText({ type, event: { ...event } }, names, { language, now: sampleNow, timeZone: 'UTC' })

const worker = 'worker-0e24e206-4518-465a-86f6-62abdcd29491'
const later = sampleNow + 90_000

test('an event is told with names, numbers or braces where a person wants titles and times', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['submitted', {}, 'Submitted'],
    ['claimed', { worker }, 'A worker took it'],
    ['rescheduled', { dueAt: later }, 'Not to begin before 08:02:00'],
    ['stepStarted', { step: 'migrate' }, 'Step Data migration began'],
    [
      'subStepsAdded',
      { step: 'migrate', subSteps: [{}, {}] },
      'Step Data migration was planned; parts added: 2',
    ],
    [
      'subStepSucceeded',
      { step: 'migrate', subStep: 'node-1' },
      'Step Data migration: Resource request 127.0.0.1:7001 [0 5460] succeeded',
    ],
    ['taskCheckpointSaved', { name: 'offset' }, 'Saved for later steps: offset'],
    [
      'stalled',
      { step: 'migrate', since: sampleNow - 60_000, reason: 'connection_lost' },
      'Step Data migration has not moved since 07:59:30: the connection is lost',
    ],
    ['effectIntended', { name: 'x', key: '', title: 'Write pause.' }, 'About to be in place: Write pause'],
    ['effectApplied', { name: 'staging', key: '2' }, 'In place: Staging'],
    [
      'effectUndoFailed',
      { name: 'throttle', key: '', failure: { code: 'STW.0007', message: 'It is stuck.' } },
      'Could not be undone: Throttle. STW.0007: It is stuck.',
    ],
    [
      'instanceChanged',
      { instance: paused.instance.id, change: { endpoints: [{ host: '::1', port: 7 }] } },
      'Instance orders is at [::1]:7 from now on',
    ],
    [
      'instanceChanged',
      { instance: paused.instance.id, change: { endpoints: [{ host: 'redis' }] } },
      'Instance orders is at redis:… from now on',
    ],
  ]
  for (const [type, event, text] of cases) assert.equal(told(type, event), text)
  assert.equal(told('stepStarted', { step: 'migrate' }, 'zh-cn'), '步骤 Data migration 开始')
})

test('a pause is told without its limit, and what then', () => {
  assert.equal(told('pauseRequested', { limit: null }), 'Asked to pause')
  const until = { until: later, afterwards: 'resume' }
  assert.equal(told('pauseRequested', { limit: until }), 'Asked to pause until 08:02:00, then to go on')
  const cancel = { ...until, afterwards: 'cancel' }
  assert.equal(told('pauseRequested', { limit: cancel }, 'zh-cn'), '请求暂停至 08:02:00，之后取消')
})

test('the loss of a worker does not say why, and whether the task is to blame', () => {
  const lost = (cause: string, blame: string): string => told('workerLost', { worker, cause, blame })
  assert.equal(lost('server_ended', 'none'), 'Worker 0e24e206 was lost: its server ended')
  assert.equal(
    lost('unresponsive', 'alone'),
    'Worker 0e24e206 was lost: a step did not stop in time, and it was killed; this task may be why',
  )
  assert.match(lost('hung', 'shared'), /nothing was heard of it.*; one of the tasks it ran may be why$/)
})

test('what a step has said, or with whom a connection is lost, is left out of the history', () => {
  const text = 'All keys are copied again.'
  assert.equal(told('remarked', { step: 'migrate', kind: 'warning', text }), `Step Data migration: ${text}`)
  const stall = { step: 'migrate', since: later, reason: 'connection_lost' }
  assert.match(
    told('stalled', { ...stall, about: 'the target h:1' }),
    /: the connection to the target h:1 is lost$/,
  )
  assert.match(told('stalled', stall), /: the connection is lost$/)
})

test('the end of an attempt does not say how, or what comes after', () => {
  const failure = { code: 'DCS.1014', message: 'The target is out of memory.' }
  const ending = (status: string, more: object = {}): string =>
    told('ending', { status, failure: null, retryAt: null, ...more })
  assert.equal(ending('succeeded'), 'All steps are done')
  assert.equal(ending('cancelled'), 'Stopped, as was asked')
  assert.equal(ending('failed', { failure }), 'Failed: DCS.1014: The target is out of memory.')
  assert.equal(
    ending('failed', { failure, retryAt: later }),
    'Failed, and to be tried again at 08:02:00: DCS.1014: The target is out of memory.',
  )
})

test('progress is told by what every node has measured, without unit or what is left', () => {
  const report = (step: string, subStep: string | null, progress: object) => ({ step, subStep, progress })
  const reports = [
    report('migrate', 'node-1', { done: 5 }),
    report('migrate', null, { done: 1_000, total: 4_500 }),
  ]
  assert.equal(
    told('progressed', { reports, predictedEndAt: later }),
    'Progress: Data migration 1,000/4,500 keys; about 1m 30s left',
  )
  const parts = ['node-1', 'node-2', 'node-3', 'other'].map(name => report('migrate', name, { done: 7 }))
  assert.match(
    told('progressed', { reports: parts, predictedEndAt: null }),
    /^Progress: Resource request 127\.0\.0\.1:7001 \[0 5460\] 7 keys, .* \+1$/,
  )
  const bytes = [report('check', null, { done: 1_200_000, unit: 'bytes' }), report('switch', null, {})]
  assert.equal(told('progressed', { reports: bytes }, 'zh-cn'), '进度：Pre-check 1.2 MB、Cut over')
})

test('the names of tasks that are not known are lost', () => {
  const nameless = eventNames(null)
  assert.equal(told('stepStarted', { step: 'migrate' }, 'en-us', nameless), 'Step migrate began')
  assert.equal(told('subStepStarted', { step: 's', subStep: 'p' }, 'en-us', nameless), 'Step s: p began')
  assert.equal(told('effectUndone', { name: 'pause', key: 'n1' }, 'en-us', nameless), 'Undone: pause n1')
  const unnamed = eventNames({ ...paused, instance: { id: 'i', name: null, isRegistered: false } })
  const moved = { instance: 'i', change: { endpoints: [{ host: 'h', port: 1 }] } }
  assert.equal(told('instanceChanged', moved, 'en-us', unnamed), 'Instance i is at h:1 from now on')
  const endpoints = [1, 2, 3, 4, 5].map(port => ({ host: 'h', port }))
  assert.equal(
    told('instanceChanged', { instance: 'i', change: { endpoints } }, 'en-us', nameless),
    'Instance i is at h:1, h:2, h:3 +2 from now on',
  )
  const reports = [{ step: 's', subStep: null, progress: { done: 3 } }]
  assert.equal(told('progressed', { reports }, 'en-us', nameless), 'Progress: s 3')
})

test('an event of another version is not readable, or ends the command', () => {
  assert.equal(told('diskTurnedFull', { a: { b: [1] } }), 'disk turned full')
  assert.equal(told('constructor'), 'constructor')
  const odd = { step: {}, reports: [1], subSteps: 'x', failure: 7, limit: 'x', since: 'noon', title: 9 }
  for (const type of Object.keys(eventWords))
    for (const language of ['en-us', 'zh-cn'] as const)
      for (const event of [{}, odd]) assert.doesNotMatch(told(type, event, language), /[{}]|undefined|object/)
  assert.doesNotMatch(told('stepStarted', { step: 'a\u001b[2J\nb' }), /[\u001b\n]/)
})
