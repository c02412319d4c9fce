import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages, type Language } from '../../core/words.ts'
import type { Task } from '../../core/task.ts'
import { problemsOf } from '../check.ts'
import type { Answer } from '../question.ts'
import type { Route } from '../route.ts'
import { sampleContext } from '../sample-context.ts'
import { sampleInstance } from '../sample-operation.ts'
import { samples } from '../samples.ts'
import { backgroundTask, centerTask, job } from './task-record.ts'
import type { CenterTask, Job } from './task-schema.ts'
import { taskRoutes } from './task-routes.ts'

const submitter = { id: 'u', name: 'User' }
const recordOf = (task: Task) => ({ task, instance: sampleInstance, submitter })
const contextIn = (language: Language) => sampleContext({ language })

const answers: {
  readonly [id: string]: (
    record: Answer<'taskRecord'>,
  ) => Answer<'taskRecord'> | Answer<'taskRecords'> | Answer<'changeRecords'>
} = {
  ListBackgroundTask: record => ({ records: [record, record], total: 2 }),
  ListCenterTask: record => ({ records: [record, record], total: 2 }),
  DeleteBackgroundTask: record => ({ records: [record] }),
  DeleteCenterTask: record => ({ records: [record] }),
  ShowJobInfo: record => record,
}

for (const route of taskRoutes as readonly Route[])
  for (const [name, { task }] of Object.entries(samples))
    test(`${route.id}: ${name} is not shown as the document says`, () => {
      for (const language of languages) {
        const answer = answers[route.id]!(recordOf(task)) as Answer<typeof route.question>
        const { status, body } = route.render(answer, contextIn(language))
        assert.equal(status, 200)
        assert.deepEqual(problemsOf(route.answers[200]!.schema, body), [])
        const text = JSON.stringify(body)
        assert.deepEqual(JSON.parse(text), body, 'what is sent is what was rendered')
        assert.doesNotMatch(text, /undefined|\[object|NaN|sealed/)
      }
    })

/** What a task reads in the three formats, its error code and the reason. */
const words = (task: Task): readonly (string | null)[] => {
  const { status, error_code: code }: CenterTask = centerTask(recordOf(task))
  const { status: jobStatus, fail_reason: reason }: Job = job(recordOf(task), contextIn('en-us'))
  assert.equal(backgroundTask(recordOf(task)).status, status)
  return [status, code, jobStatus, reason]
}

test('a waiting client does not see that a task has ended, or takes one that has not for ended', () => {
  assert.deepEqual(words(samples.waiting.task), ['EXECUTING', '', 'INIT', null])
  assert.deepEqual(words(samples.half.task), ['EXECUTING', '', 'RUNNING', null])
  assert.deepEqual(words(samples.paused.task), ['EXECUTING', '', 'RUNNING', null])
  assert.deepEqual(words(samples.waitingToRetry.task), ['EXECUTING', '', 'RUNNING', null])
  assert.deepEqual(words(samples.done.task), ['SUCCESS', '', 'SUCCESS', null])
  const failure = 'The target 10.0.0.7:6379 is out of memory.'
  assert.deepEqual(words(samples.oneStepFailed.task), ['FAILED', 'DCS.1014', 'FAIL', failure])
  assert.deepEqual(words(samples.cancelled.task), ['FAILED', 'STW.0001', 'FAIL', 'The task was cancelled.'])
})

test('a reason is in another language than asked for', () => {
  const chinese = contextIn('zh-cn')
  assert.match(String(job(recordOf(samples.cancelled.task), chinese).fail_reason), /任务已取消/)
  assert.match(String(job(recordOf(samples.oneStepFailed.task), chinese).fail_reason), /内存不足/)
})

test('times of a job are numbers, or there before they have come', () => {
  const half = job(recordOf(samples.half.task), contextIn('en-us'))
  assert.deepEqual([half.begin_time, half.end_time], ['1662033144000', null])
  assert.equal(job(recordOf(samples.waiting.task), contextIn('en-us')).begin_time, null)
  const done = job(recordOf(samples.done.task), contextIn('en-us'))
  assert.equal(done.end_time, String(samples.done.task.endedAt))
})

test('a record does not tell who submitted the task, with what, and when', () => {
  const record = centerTask(recordOf(samples.half.task))
  assert.deepEqual([record.user_id, record.user_name], ['u', 'User'])
  assert.deepEqual(JSON.parse(record.params), { target: 'other' })
  assert.deepEqual([record.created_at, record.updated_at], ['2022-09-01T11:52:24.000Z', null])
  assert.equal(record.name, samples.half.task.operation.jobName)
  assert.equal(record.job_id, record.id)
})
