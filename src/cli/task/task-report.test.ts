import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskView } from '../../dialects/native/schema.ts'
import { cancelling, kept, paused, queued, waitingToRetry } from '../../telling/testing/held-up-views.ts'
import { done, failed, halfDone, notBegun, sampleNow } from '../../telling/testing/task-views.ts'
import { operationTitles } from '../../telling/operation-titles.ts'
import { displayWidth } from '../text/display-width.ts'
import type { RenderOptions } from './render-task.ts'
import { reportLines } from './task-report.ts'

const report = (view: TaskView, columns: number, more: Partial<RenderOptions> = {}): string =>
  reportLines(view, {
    columns,
    colour: false,
    language: 'en-us',
    now: sampleNow,
    timeZone: 'UTC',
    titles: operationTitles(null),
    ...more,
  }).join('\n')

test('what may be done is told without its cost, or without what it cannot do without', () => {
  assert.match(
    report(paused, 60),
    /^\nMay be done now: stepwell ACTION\n8abf6e1e72c12e7c0172c15b508500aa\n {2}cancel {2}The task ends\. Undoes: Staging, Throttle\.\n {2}resume {2}It goes on from its checkpoint\. Stays in place:\n {10}Throttle, Staging\.\n\n/,
  )
  assert.match(
    report(queued, 80),
    /\n {2}cancel {18}The task ends\.\n {2}reschedule --at MOMENT {2}It begins/,
  )
  assert.match(report(cancelling, 80), /^\nNothing may be done to it now\.\n\n/)
  const forbiddenActions = [
    { action: 'pause', title: 'Pause' },
    { action: 'delete', title: 'Delete' },
  ] as const
  const forbidden = /\nNot allowed to you, but possible now: Pause, Delete\. An administrator/
  assert.match(report({ ...paused, forbiddenActions }, 120), forbidden)
  assert.doesNotMatch(report({ ...cancelling, forbiddenActions }, 120), /Nothing may be done/)
  assert.match(report({ ...cancelling, forbiddenActions }, 120), forbidden)
  assert.match(report(paused, 80, { language: 'zh-cn' }), /^\n当前可执行的操作：stepwell ACTION 8abf/)
})

test('a cost names a moment in the time of the wire', () => {
  const cost = 'Waits until 2026-06-17T08:05:00.000Z; 2026-99-99T08:05:00.000Z is none.'
  const actions = [{ ...paused.actions[0]!, cost }]
  assert.match(report({ ...paused, actions }, 100), /cancel {2}Waits until 08:05:00; 2026-99-99T/)
})

test('earlier attempts do not say how they ended, or the last one is told twice', () => {
  assert.match(
    report(waitingToRetry, 80),
    /\n\nEarlier attempts:\n {2}1 {2}Failed Jun 17, 2026, 08:00:25, after 1m 25s\n {5}DCS\.1014 in step Data migration: The target is out of memory\.\n\n/,
  )
  const [first] = waitingToRetry.attempts
  const two = [first!, { ...first!, number: 2, startedAt: null, status: 'cancelled' as const, failure: null }]
  const ended = report({ ...failed, attempts: two }, 80)
  assert.match(ended, / {2}1 {2}Failed /)
  assert.doesNotMatch(ended, / {2}2 {2}Cancelled/)
  assert.match(report({ ...halfDone, attempts: two }, 80), / {2}2 {2}Cancelled Jun 17, 2026, 08:00:25\n\n/)
  assert.doesNotMatch(report({ ...done, attempts: [first!] }, 80), /attempts/)
})

test('a task that was tried a hundred times fills the terminal', () => {
  const [first] = waitingToRetry.attempts
  const attempts = Array.from({ length: 100 }, (_, index) => ({ ...first!, number: index + 1 }))
  const told = report({ ...halfDone, attempts }, 80)
  assert.match(told, /Earlier attempts:\n {2}… 95 more\n {3}96 {2}Failed/)
  assert.match(told, / {2}100 {2}Failed/)
})

test('facts are missing, or those that are not known are told', () => {
  const effects: TaskView['effects'] = [
    { name: 'throttle', key: '', title: 'Throttle', lives: 'attempt', status: 'applied' },
  ]
  assert.match(
    report({ ...halfDone, effects }, 80),
    /\nsubmitted {5}Jun 17, 2026, 08:00:00\nsubmitted by {2}lin \(STWLA+\)\nstarted {7}Jun.*\ntime zone {5}UTC \(GMT(?:\+0)?\)\nworker {8}worker-1\nin place {6}Throttle\ninput {9}target: /,
  )
  assert.match(
    report({ ...notBegun, priority: 'urgent', dueAt: notBegun.dueAt }, 80),
    /\npriority {6}urgent\n/,
  )
  assert.doesNotMatch(report({ ...notBegun, input: {} }, 80), /ended|input|worker|due/)
})

test('a line of a report is wider than the terminal', () => {
  for (const view of [paused, queued, waitingToRetry, kept, failed, halfDone])
    for (const language of ['en-us', 'zh-cn'] as const)
      for (let columns = 40; columns <= 160; columns += 7)
        for (const line of report(view, columns, { language }).split('\n'))
          assert.ok(displayWidth(line) <= columns, `${columns} columns: ${line}`)
})
