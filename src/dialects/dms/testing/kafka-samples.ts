import type { WorkerEvent } from '../../../core/event.ts'
import type { Instance } from '../../../core/instance.ts'
import { defineOperation, type Operation } from '../../../core/operation.ts'
import { createTask } from '../../../core/submission.ts'
import type { Task } from '../../../core/task.ts'
import { transition } from '../../../core/transition.ts'
import type { TaskRecord } from '../../record-exchanges.ts'
import { sampleContext } from '../../sample-context.ts'
import { sampleInstance, words } from '../../sample-operation.ts'

/** Test support: a Kafka instance, and the tasks of the pages' examples. */

const run = async () => null

/** Of the second page: a change with its three steps. */
export const scaling = defineOperation({
  name: 'kafka.sample',
  version: 1,
  service: 'dms',
  jobName: 'rollingScaling',
  title: words('Rolling scaling', '滚动扩缩容'),
  input: { type: 'object' },
})
  .step('pre_check', { title: words('Pre-check', '前置检查'), weight: 10, run })
  .step('rolling_scaling', { title: words('Scaling', '扩缩容'), weight: 80, unit: 'nodes', run })
  .step('resume_operation', { title: words('Resuming', '恢复'), weight: 10, run })

const bind = defineOperation({
  name: 'kafka.bind_sample',
  version: 1,
  service: 'dms',
  jobName: 'bindInstancePublicIp',
  title: words('Public access', '公网访问'),
  input: { type: 'object' },
}).step('bind', { title: words('Bind', '绑定'), run })

export const kafkaInstance: Instance = {
  ...sampleInstance,
  id: '9d1d1da8-650e-406f-81e4-b3c11515869f',
  service: 'dms',
  name: 'events',
  endpoints: [
    { host: '10.0.0.1', port: 9092 },
    { host: '10.0.0.2', port: 9092 },
    { host: '10.0.0.3', port: 9092 },
  ],
  facts: { version: '3.7.0' },
}

/** A task of an operation on {@link kafkaInstance}. */
export const submitted = (
  id: string,
  operation: Operation,
  now: number,
  change: { readonly input?: Task['input'] & object; readonly dueAt?: number } = {},
): Task =>
  createTask(
    id,
    operation,
    kafkaInstance,
    {
      operation: operation.name,
      instance: kafkaInstance.id,
      input: (change.input ?? {}) as Record<string, never>,
      token: null,
      priority: 'normal',
      dueAt: change.dueAt ?? null,
      submittedBy: 'STWLAAAAAAAAAAAAAAAA',
    },
    now,
  )

type Event = WorkerEvent extends infer E ? (E extends WorkerEvent ? Omit<E, 'epoch'> : never) : never

/** What a worker does with a task that is due, each at a moment. */
export const worked = (task: Task, ...events: readonly (readonly [number, Event])[]): Task =>
  events.reduce(
    (before, [at, event]) => transition(before, { ...event, epoch: before.epoch }, at),
    transition(task, { type: 'claimed', worker: 'worker-1' }, Math.max(task.dueAt, events[0]?.[0] ?? 0)),
  )

const boundAt = Date.parse('2020-06-15T08:55:53.606Z')
const endOfBind = Date.parse('2020-06-15T08:55:56.600Z')
const bindInput = {
  public_ip_id: '1aea7aed-e7d8-40ea-b3de-6f3ee9d5db9f',
  public_ip_address: '100.93.2.18',
  enable_public_ip: true,
}

/** The task of seed-002. */
export const bound: TaskRecord = {
  task: worked(
    submitted('8abfa7b272adc5b40172b73130065ae7', bind, boundAt, { input: bindInput }),
    [boundAt, { type: 'stepStarted', step: 'bind' }],
    [endOfBind, { type: 'stepSucceeded', step: 'bind', output: null }],
    [endOfBind, { type: 'ending', status: 'succeeded', failure: null, retryAt: null }],
    [endOfBind, { type: 'ended' }],
  ),
  instance: kafkaInstance,
  submitter: { id: '3df5acbc24a54fadb62a043c9000a307', name: 'paas_dms' },
}

/** When the task of seed-003 is shown. */
export const scaledShownAt = 1765307600000

/** The task of seed-003: three of eight nodes are done. */
export const scaled: Task = worked(
  submitted('8abf6e1e72c12e7c0172c15b508500aa', scaling, 1765307538000),
  [1765307538503, { type: 'stepStarted', step: 'pre_check' }],
  [1765307543133, { type: 'stepSucceeded', step: 'pre_check', output: null }],
  [1765307543286, { type: 'stepStarted', step: 'rolling_scaling' }],
  [
    1765307590000,
    {
      type: 'progressed',
      reports: [{ step: 'rolling_scaling', subStep: null, progress: { done: 3, total: 8 } }],
      predictedEndAt: scaledShownAt + 1_124_000,
      predictedSteps: [],
    },
  ],
)

/** How a client that says nothing of itself is answered. */
export const usualContext = sampleContext({ now: scaledShownAt })
