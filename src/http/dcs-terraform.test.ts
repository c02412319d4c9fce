import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { isEnded, type Task } from '../core/task.ts'
import { emptyCommit } from '../core/testing/samples.ts'
import { sampleInstance } from '../dialects/sample-operation.ts'
import { samples, samplesShownAt } from '../dialects/samples.ts'
import { createMemoryStore } from '../store/memory.ts'
import { poll } from '../../test/terraform/poll.ts'
import { instanceWaiter, waiters, type Outcome } from '../../test/terraform/waiters.ts'
import { serve, type Served } from './testing/serve.ts'

const [id, jobName] = ['task-1', 'DeleteAcl']

/** The three waiters on tasks of DCS. */
const dcsWaiters = [...waiters.filter(({ service }) => service === 'dcs'), instanceWaiter]

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

const outcomes = (): Promise<readonly Outcome[]> => {
  const asked = { project: server.project, instance: sampleInstance.id, task: id }
  return Promise.all(
    dcsWaiters.map(waiter => poll(waiter, asked, async path => (await server.askSigned({ path })).json)),
  )
}

for (const [name, ...each] of expected)
  test(`Terraform misreads a task that is ${name}: it waits for ever, or goes on too early`, async () => {
    const { task } = samples[name]
    const isHolder = !isEnded(task) && task.status !== 'pending'
    await store(task, isHolder ? [sampleInstance.id] : [])
    assert.deepEqual(await outcomes(), each, dcsWaiters.map(waiter => waiter.name).join(', '))
  })

test('Terraform waits for an instance that a failed undo holds, until its time is over', async () => {
  await store({ ...samples.oneStepFailed.task, locked: true }, [sampleInstance.id])
  assert.deepEqual(await outcomes(), ['fails', 'fails', 'fails'])
})
