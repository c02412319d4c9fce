import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dcsDialect } from './dcs/dialect.ts'
import type { Dialect } from './dialect.ts'
import { dmsDialect } from './dms/dialect.ts'
import { nativeDialect } from './native/dialect.ts'
import { sampleContext } from './sample-context.ts'
import { samples } from './samples.ts'
import { taurusdbDialect } from './taurusdb/dialect.ts'
import { routeIn } from './testing/route-in.ts'
import { sampleAnswers } from './testing/sample-answers.ts'
import type { SeenTask } from './view.ts'
import { usualForms, type WireForms } from './wire-forms.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- JSON of any form
type Body = any

/** What a route says of a sample, at a place of its answer. */
const read =
  (dialect: Dialect, id: string, at: (body: Body) => unknown, forms: Partial<WireForms> = {}) =>
  (seen: SeenTask): string => {
    const route = routeIn(dialect)(id)
    const context = sampleContext({ forms: { ...usualForms, ...forms } })
    return String(at(route.render(sampleAnswers[route.question]!(seen) as never, context).body))
  }

const firstTask = (body: Body): unknown => body.tasks[0].status
const ofSteps = (steps: readonly Body[], name: string): string => steps.map(step => step[name]).join(' ')
const toTerraform = { dmsCancelled: 'FAILED' } as const

/** The columns of the table: each is what these routes say, all the same. */
const columns: readonly (readonly ((seen: SeenTask) => string)[])[] = [
  [read(nativeDialect, 'showTask', body => body.status)],
  // D1 and D4, then D6, then the steps of D3.
  [read(dcsDialect, 'ListBackgroundTask', firstTask), read(dcsDialect, 'ListCenterTask', firstTask)],
  [read(dcsDialect, 'ShowJobInfo', body => body.status)],
  [read(dcsDialect, 'ShowBackgroundTaskProgress', body => ofSteps(body.step_details, 'step_status'))],
  // K1, K2 and K5, the same to Terraform, then the steps of K3, which has two names for one word.
  [
    read(dmsDialect, 'ListBackgroundTasks', firstTask),
    read(dmsDialect, 'ShowBackgroundTask', firstTask),
    read(dmsDialect, 'ListScheduledTasks', body => body.jobs[0].status),
  ],
  [
    read(dmsDialect, 'ListBackgroundTasks', firstTask, toTerraform),
    read(dmsDialect, 'ShowBackgroundTask', firstTask, toTerraform),
  ],
  ['statue', 'status'].map(name =>
    read(dmsDialect, 'ShowBackgroundTaskProgress', body => ofSteps(body.step_list, name)),
  ),
  // T1, T2, T3 and T7, then the steps of T1, then T8.
  [
    read(taurusdbDialect, 'ShowTaskDetails', body => body.status),
    read(taurusdbDialect, 'ListImmediateJobs', body => body.jobs[0].status),
    read(taurusdbDialect, 'ListScheduleJobs', body => body.schedules[0].job_status),
    read(taurusdbDialect, 'ShowGaussMySqlJobInfo', body => body.job.status),
  ],
  [read(taurusdbDialect, 'ShowTaskDetails', body => ofSteps(body.sub_task_list, 'status'))],
  [read(taurusdbDialect, 'CheckScheduleTaskExist', body => body.scheduled_tasks[0].task_status)],
]

const waits =
  'pending   | EXECUTING | INIT    | WAITING WAITING  | CREATED   | CREATED   | WAITING WAITING       | Pending   | Pending Pending     | WAITING'
const begins =
  'running   | EXECUTING | RUNNING | EXECUTING WAITING | EXECUTING | EXECUTING | IN_PROGRESS WAITING   | Running   | Running Pending     | RUNNING'
const runs =
  'running   | EXECUTING | RUNNING | FINISH EXECUTING | EXECUTING | EXECUTING | COMPLETED IN_PROGRESS | Running   | Completed Running   | RUNNING'
const runsAgain =
  'running   | EXECUTING | RUNNING | FINISH WAITING   | EXECUTING | EXECUTING | COMPLETED WAITING     | Running   | Completed Pending   | RUNNING'
const cleansUp =
  'running   | EXECUTING | RUNNING | FINISH FAILED    | EXECUTING | EXECUTING | COMPLETED FAILED      | Running   | Completed Failed    | RUNNING'
// No page has a word for it: what has begun is said to go on, and its step, or the job, to wait.
const standsStill =
  'paused    | EXECUTING | RUNNING | FINISH WAITING   | EXECUTING | EXECUTING | COMPLETED WAITING     | Pending   | Completed Pending   | WAITING'
const done =
  'succeeded | SUCCESS   | SUCCESS | FINISH FINISH    | SUCCESS   | SUCCESS   | COMPLETED COMPLETED   | Completed | Completed Completed | SUCCESS'
const hasFailed =
  'failed    | FAILED    | FAIL    | FINISH FAILED    | FAILED    | FAILED    | COMPLETED FAILED      | Failed    | Completed Failed    | FAIL'
// DCS has no word for it, nor has K3; Terraform waits on while it reads CANCELLED.
const wasCancelled =
  'cancelled | FAILED    | FAIL    | FINISH FAILED    | CANCELLED | FAILED    | COMPLETED FAILED      | Canceled  | Completed Canceled  | CANCELED'

/** What each sample is called, column by column. */
const table: { readonly [name in keyof typeof samples]: string } = {
  waiting: waits,
  queued: waits,
  delayed: waits,
  otherProject: waits,
  started: begins,
  half: runs,
  cancelling: runs,
  pausing: runs,
  stalled: runs,
  givenBack: runs,
  suspected: runs,
  enormous: runs,
  oddCharacters: runs,
  retried: runsAgain,
  waitingToRetry: runsAgain,
  cleaningUp: cleansUp,
  paused: standsStill,
  done,
  oneStepFailed: hasFailed,
  keptForRetry: hasFailed,
  superseded: hasFailed,
  cancelled: wasCancelled,
}

for (const [name, row] of Object.entries(table))
  test(`${name}: a dialect calls it, or a step of it, something else`, () => {
    const seen = samples[name as keyof typeof samples]
    const words = row.split('|').map(word => word.trim())
    assert.deepEqual(
      columns.map(routes => routes.map(say => say(seen))),
      columns.map((routes, column) => routes.map(() => words[column])),
    )
  })
