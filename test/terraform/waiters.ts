import type { Service } from '../../src/core/task.ts'

/** What a waiter makes of an answer. */
export type Outcome = 'waits' | 'goes on' | 'fails'

/**
 * How a function of the Terraform provider waits, as it stands there (terraform-provider-huaweicloud a0345b8d): which request it
 * repeats, where it looks in the answer, and what it makes of what is there.
 */
export interface Waiter {
  readonly name: string
  readonly service: Service
  /** Name of the tasks that it waits for. */
  readonly jobName: string
  /** With `{project_id}`, `{instance_id}` and `{task_id}` to be put in. */
  readonly path: string
  /** It asks for one page after the other, by the first record's number from 1, until one is empty. */
  readonly pageBy?: number
  /** JMESPath of the state. Over the pages' `tasks` together where it pages. */
  readonly state: string
  readonly pending: readonly string[] | 'every other'
  readonly target: readonly string[]
  /** Seconds before it asks first, and between two requests. */
  readonly poll: readonly [first: number, next: number]
  /** How often in a row it has to find a target; left out: once. */
  readonly occurrences?: number
  /** JMESPath of what must be null beside a target; left out: nothing must. */
  readonly busy?: string
  /** What it makes of a task that has failed, where that is not the failure it is: the provider's own trouble. */
  readonly ofFailed?: Outcome
}

const job = { path: '/v2/{project_id}/jobs/{task_id}', state: 'status', target: ['SUCCESS'] } as const
const kafkaTask = {
  service: 'dms',
  path: '/v2/{project_id}/instances/{instance_id}/tasks/{task_id}',
  state: 'tasks[0].status',
  target: ['SUCCESS'],
} as const
const taurusJob = {
  service: 'taurusdb',
  path: '/v3/{project_id}/jobs?id={task_id}',
  state: 'job.status',
  target: ['Completed'],
} as const

/** Every waiter on tasks of the three services, RabbitMQ's and RocketMQ's aside. Each stands for all that wait in the same way. */
export const waiters: readonly Waiter[] = [
  {
    name: 'checkDcsInstanceJobFinish',
    service: 'dcs',
    jobName: 'masterStandbySwapJob',
    ...job,
    // FAIL is no state that it knows; any other word but the target becomes PENDING.
    pending: 'every other',
    poll: [2, 10],
  },
  {
    name: 'dcs_account, deleted',
    service: 'dcs',
    jobName: 'DeleteAcl',
    path: '/v2/{project_id}/instances/{instance_id}/tasks',
    state: "tasks|[?name=='DeleteAcl']|[0].status",
    pending: ['EXECUTING'],
    target: ['SUCCESS'],
    poll: [2, 2],
  },
  ...['modifyAutoTopic', 'kafkaTopicQuota'].map((jobName): Waiter => ({
    name:
      jobName === 'modifyAutoTopic'
        ? 'waitForInstanceTaskStateComplete'
        : 'waitForInstanceTaskStatusComplete',
    jobName,
    ...kafkaTask,
    pending: 'every other',
    poll: jobName === 'modifyAutoTopic' ? [2, 5] : [20, 30],
  })),
  ...['kafkaConfigModify', 'kafkaResetConsumerOffset'].map((jobName): Waiter => ({
    name: `waitForInstanceTaskStatusCompleteByName, ${jobName}`,
    service: 'dms',
    jobName,
    path: '/v2/{project_id}/instances/{instance_id}/tasks?limit=100&start={start}',
    pageBy: 100,
    state: `[?name=='${jobName}']|[0].status`,
    pending: 'every other',
    target: ['SUCCESS'],
    poll: [5, 5],
  })),
  {
    name: 'checkGaussDBMySQLJobFinish',
    jobName: 'RestoreTaurusInInstanceToExisted',
    ...taurusJob,
    pending: ['Pending', 'Running'],
    poll: [10, 10],
  },
  {
    name: 'checkGaussDBMySQLProxyJobFinish',
    jobName: 'ScaleGaussDBforMySQLProxy',
    ...taurusJob,
    pending: ['Pending', 'Running'],
    poll: [0, 10],
  },
  {
    name: 'waitForJobComplete',
    jobName: 'CreateGaussDBforMySQLDatabase',
    ...taurusJob,
    pending: ['Pending', 'Running', 'Failed'],
    poll: [1, 1],
    // It counts Failed among what is not over yet: nothing that the wire could say of a failure ends it, but a lie.
    ofFailed: 'waits',
  },
]

/** The instance itself, resized: its status, twice, and that nothing works on it. */
export const instanceWaiter: Waiter = {
  name: 'the instance, resized',
  service: 'dcs',
  jobName: 'EXTEND',
  path: '/v2/{project_id}/instances/{instance_id}',
  state: 'status',
  pending: 'every other',
  target: ['RUNNING'],
  poll: [10, 10],
  occurrences: 2,
  busy: 'task',
}

/** Words that end every waiter with an error, also those that take every other for pending. */
const failures: readonly string[] = ['FAIL', 'FAILED', 'DELETED', 'CREATEFAILED', 'ERROR', 'FROZEN']

/** What a waiter makes of a state; null: it found none, which the waiters on lists take for an error. */
export function outcomeOf({ pending, target }: Waiter, state: unknown): Outcome {
  // Each asserts that it is text.
  if (typeof state !== 'string') return 'fails'
  if (target.includes(state)) return 'goes on'
  if (pending === 'every other') return failures.includes(state) ? 'fails' : 'waits'
  return pending.includes(state) ? 'waits' : 'fails'
}
