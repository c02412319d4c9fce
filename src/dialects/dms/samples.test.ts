import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '../../core/words.ts'
import { problemsOf } from '../check.ts'
import type { TaskRecord } from '../record-exchanges.ts'
import { sampleContext } from '../sample-context.ts'
import { samples, samplesShownAt } from '../samples.ts'
import { routeIn } from '../testing/route-in.ts'
import { usualForms, type WireForms } from '../wire-forms.ts'
import { dmsDialect } from './dialect.ts'
import { bound, kafkaInstance, scaled, scaledShownAt } from './testing/kafka-samples.ts'

const routeOf = routeIn(dmsDialect)

const { submitter } = bound

/** The shelf, and the tasks of the pages: what shows a task does not ask what it does. */
const records: readonly (readonly [name: string, record: TaskRecord, now: number])[] = [
  ...Object.entries(samples).map(
    ([name, { task, instance }]) => [name, { task, instance, submitter }, samplesShownAt] as const,
  ),
  ['bound', bound, samplesShownAt],
  ['scaled', { ...bound, task: scaled }, scaledShownAt],
]

const everyForm: readonly WireForms[] = (['number', 'text'] as const).flatMap(dmsNumbers =>
  (['CANCELLED', 'FAILED'] as const).map(dmsCancelled => ({ ...usualForms, dmsNumbers, dmsCancelled })),
)

/** What each route that shows tasks is answered with for one of them. */
const shows: { readonly [id: string]: (record: TaskRecord) => unknown } = {
  ListBackgroundTasks: record => ({ records: [record], total: 1 }),
  ShowBackgroundTask: record => record,
  ShowBackgroundTaskProgress: record => record,
  ListScheduledTasks: record => ({ records: [record], total: 1 }),
  ListInstances: ({ task }) => ({ records: [{ instance: kafkaInstance, holder: task }], total: 1 }),
  ShowInstance: ({ task }) => ({ instance: kafkaInstance, holder: task }),
}

for (const [id, answerOf] of Object.entries(shows))
  for (const [name, record, now] of records)
    test(`${id}: ${name} is not shown as the document says, in a form or language`, () => {
      const route = routeOf(id)
      for (const forms of everyForm)
        for (const language of languages) {
          const context = sampleContext({ language, now, forms })
          const { status, body } = route.render(answerOf(record) as never, context)
          assert.equal(status, 200)
          assert.deepEqual(problemsOf(route.answers[200]!.schema, body), [])
          const text = JSON.stringify(body)
          assert.deepEqual(JSON.parse(text), body, 'what is sent is what was rendered')
          assert.doesNotMatch(text, /undefined|\[object|NaN|sealed/)
        }
    })

for (const id of ['ShowBackgroundTask', 'ShowBackgroundTaskProgress'])
  test(`${id}: two views of one version differ, so that a client keeps the wrong one`, () => {
    const route = routeOf(id)
    const shown = new Map<string, string>()
    for (const [name, record, now] of records)
      for (const later of [0, 400, 1000, 60_000])
        for (const by of [submitter, { id: submitter.id, name: 'renamed' }]) {
          const context = sampleContext({ now: now + later })
          const answer = { ...record, submitter: by }
          const key = JSON.stringify([name, route.version!(answer, context)])
          const text = JSON.stringify(route.render(answer, context).body)
          assert.equal(shown.get(key) ?? text, text, key)
          shown.set(key, text)
        }
  })
