/** One metric, as Prometheus is told of it. Names and labels stay as they are: alerts are written by them. */
export interface Definition {
  /** After Prometheus' conventions: base units, the unit at the end, counts in `_total`. */
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  /** Each of a bounded set of words: never a project, instance, task, or anything else that a caller chooses. */
  readonly labels: readonly string[]
  /** Upper bounds of a histogram, in its unit, growing. */
  readonly buckets?: readonly number[]
}

const ofTask = ['service', 'operation'] as const
/** From a second to a day. */
const longSeconds = [1, 5, 15, 60, 300, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400] as const
const shortSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] as const

/** What is counted from the start of the server on. */
export const counterDefinitions = {
  tasksSubmitted: {
    name: 'stepwell_tasks_submitted_total',
    type: 'counter',
    help: 'Tasks that were submitted.',
    labels: ofTask,
  },
  tasksStarted: {
    name: 'stepwell_tasks_started_total',
    type: 'counter',
    help: 'Tasks that a worker has begun for the first time.',
    labels: ofTask,
  },
  tasksEnded: {
    name: 'stepwell_tasks_ended_total',
    type: 'counter',
    help: 'Tasks that have ended: succeeded, failed (also one that a person may retry) or cancelled.',
    labels: [...ofTask, 'outcome'],
  },
  taskFailures: {
    name: 'stepwell_task_failures_total',
    type: 'counter',
    help: 'Tasks that have failed, by failure code; STW.0005 and STW.0006 have ended their workers too often.',
    labels: [...ofTask, 'code'],
  },
  taskRetries: {
    name: 'stepwell_task_retries_total',
    type: 'counter',
    help: 'Further attempts: automatic after a failure that is declared retryable, or requested by a person.',
    labels: [...ofTask, 'kind'],
  },
  taskStalls: {
    name: 'stepwell_task_stalls_total',
    type: 'counter',
    help: 'Steps that showed no progress for longer than they should, by what could be told of why.',
    labels: [...ofTask, 'reason'],
  },
  taskWorkerLosses: {
    name: 'stepwell_task_worker_losses_total',
    type: 'counter',
    help: 'Tasks whose worker was lost while it held them; they go on in the next.',
    labels: [...ofTask, 'cause'],
  },
  undoFailures: {
    name: 'stepwell_undo_failures_total',
    type: 'counter',
    help: 'Effects that could not be undone, so that the instance stays locked until it is released.',
    labels: ofTask,
  },
  workerLosses: {
    name: 'stepwell_worker_losses_total',
    type: 'counter',
    help: 'Worker processes that ended unasked: died, hung, unresponsive (a step did not stop in time), server_ended.',
    labels: ['cause'],
  },
  leaseLosses: {
    name: 'stepwell_lease_losses_total',
    type: 'counter',
    help: 'Worker processes that ended because nothing was heard of them for as long as their lease.',
    labels: [],
  },
  streamsDropped: {
    name: 'stepwell_event_streams_dropped_total',
    type: 'counter',
    help: 'Event streams that were dropped because their clients did not read.',
    labels: [],
  },
  httpRequests: {
    name: 'stepwell_http_requests_total',
    type: 'counter',
    help: 'Requests that were answered, by the id of the route in the OpenAPI document; none: there is no such route.',
    labels: ['dialect', 'route', 'status'],
  },
  storeWriteFailures: {
    name: 'stepwell_store_write_failures_total',
    type: 'counter',
    help: 'Writes of the server that the store could not do.',
    labels: [],
  },
} as const satisfies { readonly [key: string]: Definition }

/** What is measured from the start of the server on. */
export const histogramDefinitions = {
  queueWait: {
    name: 'stepwell_task_queue_wait_seconds',
    type: 'histogram',
    help: 'From when a task fell due until a worker began it.',
    labels: ofTask,
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400],
  },
  attemptDuration: {
    name: 'stepwell_attempt_duration_seconds',
    type: 'histogram',
    help: 'From the beginning of an attempt to its end, undo and pauses included.',
    labels: [...ofTask, 'outcome'],
    buckets: longSeconds,
  },
  stepDuration: {
    name: 'stepwell_step_duration_seconds',
    type: 'histogram',
    help: 'From the first begin of a step in an attempt to its end, pauses and lost workers included.',
    labels: [...ofTask, 'step', 'outcome'],
    buckets: longSeconds,
  },
  cancelDuration: {
    name: 'stepwell_task_cancel_duration_seconds',
    type: 'histogram',
    help: 'From when the cancel of a task that had begun was asked for until it had ended, undo included.',
    labels: ofTask,
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
  },
  httpDuration: {
    name: 'stepwell_http_request_duration_seconds',
    type: 'histogram',
    help: 'Until a request was answered; for an event stream until it began.',
    labels: ['dialect', 'route'],
    buckets: shortSeconds,
  },
  storeWriteDuration: {
    name: 'stepwell_store_write_duration_seconds',
    type: 'histogram',
    help: 'How long the server waited for a write to be on the disk.',
    labels: [],
    buckets: shortSeconds,
  },
} as const satisfies { readonly [key: string]: Definition & { readonly buckets: readonly number[] } }

/** What is looked up when somebody asks. */
export const gaugeDefinitions = {
  tasks: {
    name: 'stepwell_tasks',
    type: 'gauge',
    help: 'Tasks that have not ended, by status: pending, running or paused.',
    labels: [...ofTask, 'status'],
  },
  queueLength: {
    name: 'stepwell_queue_length',
    type: 'gauge',
    help: 'Pending tasks that are due.',
    labels: ofTask,
  },
  queueAge: {
    name: 'stepwell_queue_oldest_age_seconds',
    type: 'gauge',
    help: 'For how long the one of them that waits longest has been due; 0: none waits.',
    labels: ofTask,
  },
  retrying: {
    name: 'stepwell_tasks_retrying',
    type: 'gauge',
    help: 'Running tasks that wait to try again by themselves.',
    labels: ofTask,
  },
  stalled: {
    name: 'stepwell_tasks_stalled',
    type: 'gauge',
    help: 'Running tasks that show no progress for longer than they should.',
    labels: [...ofTask, 'reason'],
  },
  suspected: {
    name: 'stepwell_tasks_suspected',
    type: 'gauge',
    help: 'Tasks that may be what has ended their worker; each runs in a process of its own.',
    labels: ofTask,
  },
  unreleased: {
    name: 'stepwell_instances_unreleased',
    type: 'gauge',
    help: 'Instances that stay locked because an undo has failed, until an administrator releases them.',
    labels: ['service'],
  },
  workers: {
    name: 'stepwell_workers',
    type: 'gauge',
    help: 'Worker processes that are heard of.',
    labels: [],
  },
  feedLagEvents: {
    name: 'stepwell_event_feed_lag_events',
    type: 'gauge',
    help: 'Events that are stored and have not come to all who hear of everything: streams, these metrics.',
    labels: [],
  },
  feedLagSeconds: {
    name: 'stepwell_event_feed_lag_seconds',
    type: 'gauge',
    help: 'For how long the first of them has been stored; 0: there is none.',
    labels: [],
  },
  streams: {
    name: 'stepwell_event_streams',
    type: 'gauge',
    help: 'Open event streams.',
    labels: [],
  },
  webhooks: {
    name: 'stepwell_webhooks',
    type: 'gauge',
    help: 'Webhooks by state: working, retrying, dead (a message was given up) or disabled.',
    labels: ['state'],
  },
  webhookGivenUp: {
    name: 'stepwell_webhook_messages_given_up',
    type: 'gauge',
    help: 'Messages of webhooks that were given up and can be sent again.',
    labels: [],
  },
  build: {
    name: 'stepwell_build_info',
    type: 'gauge',
    help: 'Always 1: the versions of Stepwell and of Node that run.',
    labels: ['version', 'node'],
  },
} as const satisfies { readonly [key: string]: Definition }

/** Every metric of Stepwell's own. */
export const definitions: readonly Definition[] = [
  ...Object.values(counterDefinitions),
  ...Object.values(histogramDefinitions),
  ...Object.values(gaugeDefinitions),
]
