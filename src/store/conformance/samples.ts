import assert from 'node:assert/strict'
import type { TaskEvent } from '../../core/event.ts'
import { failureOf } from '../../core/failure.ts'
import type { Instance } from '../../core/instance.ts'
import { defineOperation } from '../../core/operation.ts'
import { commitOf, type Commit, type Store } from '../../core/store.ts'
import { createTask } from '../../core/submission.ts'
import type { Service, Task } from '../../core/task.ts'
import { emptyCommit } from '../../core/testing/samples.ts'
import { transition } from '../../core/transition.ts'

const words = (text: string) => ({ 'en-us': text, 'zh-cn': `${text} 中` })

const operationOf = (name: string, service: Service, jobName = name) =>
  defineOperation({
    name,
    jobName,
    version: 1,
    service,
    title: words('Copy'),
    input: { type: 'object', properties: { target: { type: 'string', format: 'instance' } } },
  })
    .step('prepare', { title: words('Prepare'), run: async () => null })
    .step('copy', { title: words('Copy'), weight: 9, unit: 'keys', run: async () => null })

/** What the tests vary of a task; the rest is ordinary. */
export interface SampleOptions {
  readonly instance?: string
  /** A second instance that it locks. */
  readonly target?: string
  readonly project?: string
  readonly service?: Service
  readonly operation?: string
  readonly jobName?: string
  readonly token?: string | null
  readonly priority?: Task['priority']
  readonly createdAt?: number
  readonly dueAt?: number
}

/** An instance of the registry. */
export function sampleInstance(id: string, over: Partial<Instance> = {}): Instance {
  return {
    id,
    service: 'dcs',
    project: 'p1',
    name: `name of ${id}`,
    enterpriseProject: null,
    tags: { team: 'Zahlung 支付 💳' },
    endpoints: [{ host: '127.0.0.1', port: 6379 }],
    facts: { mode: 'cluster', version: '7.0' },
    factsAt: 1,
    sealedAccess: 'sealed',
    former: null,
    switchHook: { program: '/bin/true', arguments: ['-x'], timeoutSeconds: 5 },
    createdAt: 1,
    updatedAt: 1,
    revision: 1,
    ...over,
  }
}

/** A task that was just submitted; created at 1000 unless told. */
export function sampleTask(id: string, options: SampleOptions = {}): Task {
  const { instance = 'i1', project = 'p1', service = 'dcs', createdAt = 1000 } = options
  return createTask(
    id,
    operationOf(options.operation ?? 'redis.copy', service, options.jobName),
    sampleInstance(instance, { service, project }),
    {
      operation: options.operation ?? 'redis.copy',
      instance,
      input: options.target === undefined ? {} : { target: options.target },
      token: options.token ?? null,
      priority: options.priority ?? 'normal',
      dueAt: options.dueAt ?? null,
      submittedBy: 'AK1',
    },
    createdAt,
  )
}

/** The commit that submits a task. */
export function submissionOf(task: Task): Commit {
  const submitted = { task: task.id, revision: 1, at: task.createdAt, by: 'AK1', reason: null }
  return {
    ...emptyCommit,
    task,
    events: [{ ...submitted, event: { type: 'submitted' } }],
  }
}

/** The commit of what happens to a task at a time. */
export function changeOf(
  before: Task,
  events: readonly TaskEvent[],
  at: number,
  instances: readonly Instance[] = [],
): Commit {
  const after = events.reduce((task, event) => transition(task, event, at), before)
  return commitOf(before, after, events, { by: 'w1', reason: null, at }, instances)
}

/** Submits a task; it must be accepted. */
export async function submit(store: Store, id: string, options: SampleOptions = {}): Promise<Task> {
  const task = sampleTask(id, options)
  assert.deepEqual(await store.commit(submissionOf(task)), { accepted: true })
  return task
}

/** Stores what happens to a task; it must be accepted. Gives the task as it is then. */
export async function change(
  store: Store,
  before: Task,
  events: readonly TaskEvent[],
  at = 2000,
): Promise<Task> {
  const commit = changeOf(before, events, at)
  assert.deepEqual(await store.commit(commit), { accepted: true })
  return commit.task
}

/** A worker takes a task. */
export function claim(store: Store, task: Task, worker = 'w1', at = 2000): Promise<Task> {
  return change(store, task, [{ type: 'claimed', worker }], at)
}

export const sampleFailure = failureOf(
  'STW.0008',
  { message: words('it broke'), remedy: words('mend it') },
  {},
  'prepare',
)

/** The events of a claimed task that ends badly. */
export function failing(task: Task): readonly TaskEvent[] {
  const { epoch } = task
  return [
    { type: 'ending', status: 'failed', failure: sampleFailure, retryAt: null, epoch },
    { type: 'ended', epoch },
  ]
}

/** The events of a claimed task that runs to its good end. */
export function succeeding(task: Task): readonly TaskEvent[] {
  const { epoch } = task
  const steps = task.steps.flatMap((step): readonly TaskEvent[] => [
    { type: 'stepStarted', step: step.name, epoch },
    { type: 'stepSucceeded', step: step.name, output: { kept: [1, 'two', null] }, epoch },
  ])
  return [
    ...steps,
    { type: 'ending', status: 'succeeded', failure: null, retryAt: null, epoch },
    { type: 'ended', epoch },
  ]
}

/** Ids of what is due. */
export async function dueIds(
  store: Store,
  now = 2000,
  limit = 100,
  suspects = false,
): Promise<readonly string[]> {
  return (await store.due(now, limit, suspects)).map(task => task.id)
}
