import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { isEnded, type Task } from '../core/task.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import { sampleInstance } from '../dialects/sample-operation.ts'
import { samples, samplesShownAt } from '../dialects/samples.ts'
import { createMemoryStore } from '../store/memory.ts'
import { serve, type Served } from './testing/serve.ts'

type Outcome = 'waits' | 'goes on' | 'fails'

/** A waiter of the Terraform provider, as wire-spec.md §5.1 and submit-spec.md §2.2 and §5.4 tell it. */
interface Waiter {
  readonly name: string
  /** Below the project. */
  readonly path: string
  /** What it makes of an answer. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of any form
  readonly outcome: (json: any) => Outcome
}

const [id, jobName] = ['task-1', 'DeleteAcl']

const waiters: readonly Waiter[] = [
  {
    name: 'checkDcsInstanceJobFinish',
    path: `/jobs/${id}`,
    outcome: ({ status }) => (status === 'SUCCESS' ? 'goes on' : status === 'FAIL' ? 'fails' : 'waits'),
  },
  {
    name: 'dcs_account, deleted',
    path: `/instances/${sampleInstance.id}/tasks`,
    // tasks|[?name=='DeleteAcl']|[0].status; any state that it does not list is an error.
    outcome: ({ tasks }) => {
      const status: unknown = tasks.find(({ name }: { name: string }) => name === jobName).status
      return status === 'SUCCESS' ? 'goes on' : status === 'EXECUTING' ? 'waits' : 'fails'
    },
  },
  {
    name: 'the instance, resized',
    path: `/instances/${sampleInstance.id}`,
    outcome: ({ status, task }) => {
      if (['CREATEFAILED', 'ERROR', 'FROZEN'].includes(status)) return 'fails'
      return status === 'RUNNING' && (task ?? null) === null ? 'goes on' : 'waits'
    },
  },
]

/** What each makes of a task. The last looks at the instance alone: it goes on when nothing holds it. */
const expected: readonly (readonly [keyof typeof samples, Outcome, Outcome, Outcome])[] = [
  ['waiting', 'waits', 'waits', 'goes on'],
  ['half', 'waits', 'waits', 'waits'],
  ['paused', 'waits', 'waits', 'waits'],
  ['cancelling', 'waits', 'waits', 'waits'],
  ['cleaningUp', 'waits', 'waits', 'waits'],
  ['waitingToRetry', 'waits', 'waits', 'waits'],
  ['done', 'goes on', 'goes on', 'goes on'],
  ['oneStepFailed', 'fails', 'fails', 'goes on'],
  ['cancelled', 'fails', 'fails', 'goes on'],
]

let server: Served
beforeEach(async () => {
  server = await serve(createMemoryStore(), { now: () => samplesShownAt })
  await server.store.addInstance({ ...sampleInstance, project: server.project })
})
afterEach(() => server.close())

async function store(task: Task, acquire: readonly string[]): Promise<void> {
  const operation = { ...task.operation, jobName }
  const stored = { ...task, id, operation, project: server.project, revision: 1 }
  await server.store.commit({ ...emptyCommit, task: stored, acquire })
}

async function outcomes(): Promise<readonly Outcome[]> {
  const found: Outcome[] = []
  for (const { path, outcome } of waiters)
    found.push(outcome((await server.askSigned({ path: `/v2/${server.project}${path}` })).json))
  return found
}

for (const [name, ...each] of expected)
  test(`Terraform misreads a task that is ${name}: it waits for ever, or goes on too early`, async () => {
    const { task } = samples[name]
    const isHolder = !isEnded(task) && task.status !== 'pending'
    await store(task, isHolder ? [sampleInstance.id] : [])
    assert.deepEqual(await outcomes(), each, waiters.map(waiter => waiter.name).join(', '))
  })

test('Terraform waits for an instance that a failed undo holds, until its time is over', async () => {
  await store({ ...samples.oneStepFailed.task, locked: true }, [sampleInstance.id])
  assert.deepEqual(await outcomes(), ['fails', 'fails', 'fails'])
})
