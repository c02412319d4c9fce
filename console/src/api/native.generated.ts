/** Types of the native API, made from its OpenAPI document: npm run generate:api. */

export type TraceLine =
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'submitted'
      operation: string
      version: number
      instance: string
      /**
       * One after the other; parts of one step at the same time.
       */
      steps: {
        /**
         * A step; a part of one as `step/part`.
         */
        name: string
        /**
         * Steps of one kind share history. Default: the name.
         */
        kind?: string
        weight: number
        /**
         * Units in all, where they are known beforehand.
         */
        total?: number
        unit?: string
        /**
         * A step; a part of one as `step/part`.
         */
        parent?: string
      }[]
    }
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'started'
    }
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'sub_steps'
      /**
       * A step; a part of one as `step/part`.
       */
      step: string
      add: {
        /**
         * A step; a part of one as `step/part`.
         */
        name: string
        /**
         * Steps of one kind share history. Default: the name.
         */
        kind?: string
        weight: number
        /**
         * Units in all, where they are known beforehand.
         */
        total?: number
        unit?: string
        /**
         * A step; a part of one as `step/part`.
         */
        parent?: string
      }[]
    }
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'step_started'
      /**
       * A step; a part of one as `step/part`.
       */
      step: string
      total?: number
    }
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'progress'
      /**
       * A step; a part of one as `step/part`.
       */
      step: string
      done: number
      total?: number
    }
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'waiting'
      reason: 'pause' | 'lock' | 'window' | 'retry'
    }
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'working'
    }
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'step_finished'
      /**
       * A step; a part of one as `step/part`.
       */
      step: string
    }
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'step_failed'
      /**
       * A step; a part of one as `step/part`.
       */
      step: string
    }
  | {
      /**
       * Id of the task.
       */
      run: string
      /**
       * Seconds since the epoch; never less than in the line before.
       */
      at: number
      event: 'ended'
      status: 'succeeded' | 'failed' | 'cancelled'
    }

export interface Schemas {
  Task: Task
  TaskList: TaskList
  TaskCounts: TaskCounts
  Step: Step
  SubStep: SubStep
  Failure: Failure
  Event: Event
  EventList: EventList
  LogLine: LogLine
  LogPage: LogPage
  TraceLine: TraceLine
  Timeline: Timeline
  Period: Period
  StepRun: StepRun
  ProgressSample: ProgressSample
  ServiceAnswer: ServiceAnswer
  TaskEvent: TaskEvent
  LiveEvent: LiveEvent
  TaskSummary: TaskSummary
  Instance: Instance
  InstanceList: InstanceList
  Operation: Operation
  OperationList: OperationList
  Key: Key
  KeptKey: KeptKey
  KeyList: KeyList
  User: User
  UserList: UserList
  Attachment: Attachment
  Project: Project
  ProjectList: ProjectList
  Policy: Policy
  PolicyList: PolicyList
  ActionList: ActionList
  AuditEntry: AuditEntry
  AuditPage: AuditPage
  NewUser: NewUser
  NewProject: NewProject
  NewPolicy: NewPolicy
  Who: Who
  Ready: Ready
  SignedIn: SignedIn
  Webhook: Webhook
  WebhookMessage: WebhookMessage
  Submission: Submission
  NewInstance: NewInstance
  NewKey: NewKey
  SignIn: SignIn
  NewWebhook: NewWebhook
  Error: Error
}
export interface Task {
  id: string
  /**
   * Grows by one with every stored change.
   */
  revision: number
  project: string
  service: 'dcs' | 'dms' | 'taurusdb'
  instance: {
    id: string
    name: string | null
    /**
     * Whether there still is one of this id.
     */
    isRegistered: boolean
  }
  operation: {
    name: string
    version: number
    title: string
    /**
     * What the API of its service calls the task.
     */
    jobName: string
  }
  input: unknown
  status: 'pending' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled'
  /**
   * The status in words.
   */
  statusText: string
  priority: 'urgent' | 'normal'
  /**
   * 100 only when it has succeeded.
   */
  percent: number
  remainingSeconds: number | null
  predictedEndAt: string | null
  /**
   * An access key, or the name of a user who has signed in with a password.
   */
  submittedBy: string
  submittedByName: string | null
  reason: string | null
  rescheduled: {
    at: string
    by: string | null
    byName: string | null
    reason: string | null
  } | null
  createdAt: string
  dueAt: string
  startedAt: string | null
  endedAt: string | null
  cancelRequestedAt: string | null
  pauseRequestedAt: string | null
  pausedAt: string | null
  stop: {
    /**
     * claim: once a worker takes it; border: between two steps, in a moment; cancelPoint: within its step; stepEnd: the step may not be stopped, behind it; tooLate: nor may what is left.
     */
    at: 'claim' | 'border' | 'cancelPoint' | 'stepEnd' | 'tooLate'
    step: string | null
    withinSeconds: number | null
    until: string | null
  } | null
  stopAsked: {
    action: 'cancel' | 'pause'
    at: string
    by: string | null
    byName: string | null
    reason: string | null
  } | null
  pauseLimit: {
    until: string
    afterwards: 'resume' | 'cancel'
  } | null
  resumeAt: string | null
  stall: {
    step: string
    since: string
    reason: 'no_units' | 'connection_lost' | 'lag_grows' | 'waiting_for_lock'
    reasonText: string
    /**
     * What a person can do about it.
     */
    remedy: string
  } | null
  queue: {
    place: number | null
    /**
     * The most important first.
     */
    waitsFor: {
      kind: 'time' | 'turn' | 'work' | 'undo' | 'retry' | 'pause' | 'release' | 'worker'
      text: string
      task: string | null
      instance: string | null
    }[]
    predictedStartAt: string | null
  } | null
  /**
   * Whether it holds its instances.
   */
  locked: boolean
  /**
   * Ids of its instances: the one it is done to, and those that its input names.
   */
  locks: string[]
  /**
   * The same instances by their names, the one it is done to first.
   */
  uses: {
    id: string
    name: string | null
    /**
     * Whether there still is one of this id.
     */
    isRegistered: boolean
  }[]
  ending: {
    status: 'succeeded' | 'failed' | 'cancelled'
    failure: Failure | null
    retryAt: string | null
  } | null
  /**
   * How often it has tried again by itself in this step.
   */
  retries: number
  retriesLeft: number | null
  /**
   * What its steps have said to people, oldest first: the last of them.
   */
  remarks: {
    step: string
    at: string
    /**
     * warning: something was lost, or takes longer; outcome: what came of it.
     */
    kind: 'warning' | 'outcome'
    text: string
  }[]
  deathsAlone: number | null
  supersededBy: string | null
  leftBehind: ('kept' | 'undoing' | 'undoFailed') | null
  /**
   * What it has left on the servers though it did not succeed, and nobody undoes. Empty where it left nothing, has succeeded or has not ended.
   */
  leaves: string[]
  /**
   * What the caller may do to it now.
   */
  actions: {
    action: 'cancel' | 'pause' | 'resume' | 'retry' | 'skip' | 'release' | 'reschedule' | 'delete'
    title: string
    /**
     * Whether it is refused without a reason.
     */
    reason: 'required' | 'optional'
    /**
     * Whether it gives up what no later action brings back.
     */
    isGrave: boolean
    /**
     * How it is asked for.
     */
    request: {
      method: 'POST' | 'DELETE'
      path: string
      /**
       * What its body takes beside `reason`.
       */
      fields: {
        name: 'until' | 'afterwards' | 'dueAt'
        required: boolean
      }[]
    }
    /**
     * What it does and what it costs, in words.
     */
    cost: string
    stopsWithinSeconds: number | null
    waitsUntil: string | null
    /**
     * What is undone.
     */
    undoes: string[]
    holds: string[] | null
  }[]
  /**
   * What could be done to it now, but not by the caller: policies or a rule for administrators are in the way.
   */
  forbiddenActions: {
    action: 'cancel' | 'pause' | 'resume' | 'retry' | 'skip' | 'release' | 'reschedule' | 'delete'
    title: string
  }[]
  attempt: number
  /**
   * Attempts that have ended, oldest first.
   */
  attempts: {
    number: number
    status: 'succeeded' | 'failed' | 'cancelled'
    startedAt: string | null
    endedAt: string
    failure: Failure | null
  }[]
  failure: Failure | null
  worker: string | null
  steps: Step[]
  /**
   * What must not be left behind, in the order of intent.
   */
  effects: {
    name: string
    /**
     * Tells several of one name apart; '' where there is one.
     */
    key: string
    title: string
    lives: 'attempt' | 'task' | 'keep'
    status: 'intended' | 'applied' | 'undone' | 'undo_failed' | 'kept' | 'released'
  }[]
  effectsExpireAt: string | null
}
export interface Failure {
  /**
   * The code of the service, or one common to all (`STW.…`).
   */
  code: string
  message: string
  /**
   * What a person can do about it.
   */
  remedy: string
  step: string | null
}
export interface Step {
  name: string
  title: string
  status: 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'skipped'
  /**
   * The status in words.
   */
  statusText: string
  percent: number
  done: number | null
  total: number | null
  unit: string | null
  ratePerSecond: number | null
  lagBytes: number | null
  detail: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown | undefined
  } | null
  startedAt: string | null
  endedAt: string | null
  failure: Failure | null
  /**
   * False: once begun it goes on to its end; a cancel waits.
   */
  cancellable: boolean
  /**
   * How soon it comes to a cancel point at the latest.
   */
  stopSeconds: number
  /**
   * Whether a person may go on without it after it has failed.
   */
  skippable: boolean
  predictedStartAt: string | null
  predictedEndAt: string | null
  deadlineAt: string | null
  subSteps: SubStep[]
}
export interface SubStep {
  name: string
  title: string
  status: 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'skipped'
  /**
   * The status in words.
   */
  statusText: string
  percent: number
  done: number | null
  total: number | null
  unit: string | null
  ratePerSecond: number | null
  lagBytes: number | null
  detail: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown | undefined
  } | null
  startedAt: string | null
  endedAt: string | null
  failure: Failure | null
}
export interface TaskList {
  /**
   * In the order that was asked for.
   */
  tasks: Task[]
  next: string | null
}
export interface TaskCounts {
  /**
   * How many have a status.
   */
  statuses: {
    pending: number
    running: number
    paused: number
    succeeded: number
    failed: number
    cancelled: number
  }
  /**
   * Of the running ones those that show no progress for longer than they should.
   */
  stalled: number
  /**
   * Of more than so many no more are counted.
   */
  most: number
}
export interface Event {
  id: number
  /**
   * The task's revision after the event.
   */
  revision: number
  at: string
  by: string | null
  byName: string | null
  reason: string | null
  type: string
  /**
   * The event as it was recorded.
   */
  event: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown | undefined
  }
}
export interface EventList {
  /**
   * Oldest first.
   */
  events: Event[]
  next: number | null
}
export interface LogLine {
  id: number
  at: string
  step: string | null
  attempt: number
  /**
   * Its place among all lines of its step and attempt, of which the last 1,000 are kept: a gap says that lines have gone.
   */
  number: number
  /**
   * As it was written: show no control characters of it on a terminal.
   */
  text: string
}
export interface LogPage {
  /**
   * Oldest first.
   */
  lines: LogLine[]
  next: number | null
}
export interface Timeline {
  /**
   * From the submission to the end, or to now: without a gap or an overlap.
   */
  periods: Period[]
  /**
   * Of every attempt, in the order of their beginning. After a pause it is the same run.
   */
  runs: StepRun[]
  /**
   * Spread evenly over each part; at most 500. Where work was interrupted one without rate and lag says so.
   */
  samples: ProgressSample[]
}
export interface Period {
  /**
   * waiting: for its time, its turn, a worker, or the next attempt; undoing: what must not be left behind; stopped: it had failed, until a person tried it again.
   */
  kind: 'waiting' | 'working' | 'paused' | 'undoing' | 'stopped'
  /**
   * The time between an attempt and the next one belongs to the next.
   */
  attempt: number
  from: string
  to: string | null
}
export interface StepRun {
  /**
   * Name of the step.
   */
  step: string
  subStep: string | null
  attempt: number
  status: 'running' | 'succeeded' | 'failed' | 'cancelled'
  from: string
  to: string | null
}
export interface ProgressSample {
  at: string
  /**
   * Name of the step.
   */
  step: string
  subStep: string | null
  done: number | null
  total: number | null
  ratePerSecond: number | null
  lagBytes: number | null
}
export interface ServiceAnswer {
  /**
   * The service whose API answers.
   */
  dialect: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  status: number
  /**
   * Without those that are of one request only, as its id.
   */
  headers: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: string | undefined
  }
  body: unknown
  /**
   * A command that asks for it; HOST, DATE, ACCESS_KEY and SIGNATURE have to be filled in.
   */
  curl: string
}
export interface TaskEvent {
  id: number
  /**
   * The task's revision after the event.
   */
  revision: number
  at: string
  by: string | null
  byName: string | null
  reason: string | null
  type: string
  /**
   * The event as it was recorded.
   */
  event: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown | undefined
  }
  /**
   * Id of the task.
   */
  task: string
}
export interface LiveEvent {
  id: number
  /**
   * The task's revision after the event.
   */
  revision: number
  at: string
  by: string | null
  byName: string | null
  reason: string | null
  type: string
  /**
   * The event as it was recorded.
   */
  event: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown | undefined
  }
  /**
   * Id of the task.
   */
  task: string
  summary: TaskSummary | null
}
export interface TaskSummary {
  id: string
  revision: number
  status: 'pending' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled'
  /**
   * The status in words.
   */
  statusText: string
  percent: number
  remainingSeconds: number | null
  predictedEndAt: string | null
  step: {
    name: string
    title: string
  } | null
}
export interface Instance {
  id: string
  service: 'dcs' | 'dms' | 'taurusdb'
  project: string
  name: string
  enterpriseProject: string | null
  tags: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: string | undefined
  }
  endpoints: {
    host: string
    port: number
  }[]
  /**
   * What a probe found.
   */
  facts: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown | undefined
  }
  factsAt: string | null
  switchHook: {
    program: string
    arguments: string[]
    timeoutSeconds: number
  } | null
  createdAt: string
  updatedAt: string
  revision: number
}
export interface InstanceList {
  instances: Instance[]
}
export interface Operation {
  name: string
  version: number
  service: 'dcs' | 'dms' | 'taurusdb'
  /**
   * What the API of its service calls its tasks.
   */
  jobName: string
  title: string
  description: string
  /**
   * JSON Schema of the input.
   */
  input: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown | undefined
  }
  steps: {
    name: string
    title: string
    weight: number
    /**
     * Percent of the whole.
     */
    share: number
    cancellable: boolean
    unit: string | null
  }[]
  /**
   * Titles of what its steps tell in `detail`, by name; one without is shown by its name.
   */
  details: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: string | undefined
  }
  failures: {
    code: string
    message: string
    remedy: string
  }[]
}
export interface OperationList {
  operations: Operation[]
}
export interface Key {
  accessKey: string
  secretKey: string
  token: string
  project: string
  user: string
  administrator: boolean
}
export interface KeptKey {
  accessKey: string
  project: string
  user: string
  administrator: boolean
  createdAt: string
  lastUsedAt: string | null
  disabledAt: string | null
}
export interface KeyList {
  keys: KeptKey[]
}
export interface User {
  id: string
  name: string
  hasPassword: boolean
  language: ('en-us' | 'zh-cn') | null
  administrator: boolean
  policies: {
    policy: string
    project: string | null
  }[]
  disabledAt: string | null
  createdAt: string
  updatedAt: string
}
export interface UserList {
  users: User[]
}
export interface Attachment {
  policy: string
  project?: string | null
}
export interface Project {
  id: string
  name: string
  description: string
  language: ('en-us' | 'zh-cn') | null
  createdAt: string
  updatedAt: string
}
export interface ProjectList {
  projects: Project[]
}
export interface Policy {
  name: string
  description: string
  /**
   * JSON text, as it was written.
   */
  document: string
  /**
   * It comes with Stepwell and cannot be changed.
   */
  ready: boolean
  /**
   * Names of the users who have it, in any project.
   */
  users: string[]
  /**
   * What it names in Action and NotAction and what stands for no action of `GET /v1/actions`: misspelt, or of a service that is not here. It is kept, and without effect.
   */
  unknownActions: string[]
  /**
   * What it names in Resource and NotResource and what no instance can be, as there is no such service or type here. It is kept, and without effect.
   */
  unknownResources: string[]
  updatedAt: string | null
}
export interface PolicyList {
  policies: Policy[]
}
export interface ActionList {
  actions: {
    /**
     * `service:type:act`; policies do not see its case.
     */
    action: string
    /**
     * Other names of the same action.
     */
    aliases: string[]
  }[]
}
export interface AuditEntry {
  id: number
  at: string
  act:
    | 'signed_in'
    | 'sign_in_refused'
    | 'token_created'
    | 'token_refused'
    | 'signed_out'
    | 'user_created'
    | 'user_changed'
    | 'user_removed'
    | 'password_changed'
    | 'password_refused'
    | 'policy_attached'
    | 'policy_detached'
    | 'project_created'
    | 'project_changed'
    | 'project_removed'
    | 'policy_created'
    | 'policy_changed'
    | 'policy_removed'
    | 'key_created'
    | 'key_rotated'
    | 'key_disabled'
    | 'key_enabled'
    | 'key_removed'
    | 'key_ring_rotated'
  by: string | null
  accessKey: string | null
  address: string | null
  subject: string | null
  details: {}
}
export interface AuditPage {
  entries: AuditEntry[]
  next: number | null
}
export interface NewUser {
  name: string
  password?: string
  language?: ('en-us' | 'zh-cn') | null
  administrator?: boolean
  /**
   * @maxItems 100
   */
  policies?: Attachment[]
}
export interface NewProject {
  name: string
  description?: string
  language?: ('en-us' | 'zh-cn') | null
}
export interface NewPolicy {
  name: string
  description?: string
  /**
   * An identity policy, version 5.0: JSON, or its text, of which a refusal names line and column.
   */
  document: string | {}
}
export interface Who {
  /**
   * What the history names: the access key, or the name of the user.
   */
  accessKey: string
  /**
   * Name of the user.
   */
  user: string
  project: string
  administrator: boolean
}
export interface Ready {
  /**
   * Whether it can take work.
   */
  ready: boolean
  /**
   * What is not as it should be. `events` alone keeps it from no work.
   */
  missing: {
    part: 'server' | 'hold' | 'store' | 'worker' | 'events'
    message: string
  }[]
}
export interface SignedIn {
  /**
   * What the history names: the access key, or the name of the user.
   */
  accessKey: string
  /**
   * Name of the user.
   */
  user: string
  project: string
  administrator: boolean
  expiresAt: string
}
export interface Webhook {
  id: string
  /**
   * Without path and query for a caller who is no administrator: they may hold a secret.
   */
  url: string
  /**
   * @minItems 1
   */
  kinds: [
    'succeeded' | 'failed' | 'cancelled' | 'stalled' | 'paused',
    ...('succeeded' | 'failed' | 'cancelled' | 'stalled' | 'paused')[],
  ]
  language: ('en-us' | 'zh-cn') | null
  /**
   * Dead: a message was given up, and none has been taken since.
   */
  state: 'working' | 'retrying' | 'dead' | 'disabled'
  /**
   * The state in words.
   */
  stateText: string
  createdAt: string
  /**
   * Who has added it: an access key, or the name of a user who has signed in with a password.
   */
  createdBy: string
  disabledAt: string | null
  deadSince: string | null
  lastTakenAt: string | null
  waiting: {
    /**
     * Id of the event.
     */
    event: number
    /**
     * Id of the task.
     */
    task: string
    kind: 'succeeded' | 'failed' | 'cancelled' | 'stalled' | 'paused'
    at: string
    tries: number
    nextTryAt: string
    problem: {
      code: string
      message: string
    }
  } | null
  /**
   * Messages that were tried as often as they may be, the last 100, the newest last.
   */
  givenUp: {
    /**
     * Id of the event.
     */
    event: number
    /**
     * Id of the task.
     */
    task: string
    kind: 'succeeded' | 'failed' | 'cancelled' | 'stalled' | 'paused'
    at: string
    tries: number
    givenUpAt: string
    problem: {
      code: string
      message: string
    }
    /**
     * Whether it is about to be sent again.
     */
    again: boolean
  }[]
  formerSecretUntil: string | null
}
/**
 * Posted to a webhook, with `webhook-id` (the same however often it is sent), `webhook-timestamp` and `webhook-signature`.
 */
export interface WebhookMessage {
  type: 'task.succeeded' | 'task.failed' | 'task.cancelled' | 'task.stalled' | 'task.paused'
  /**
   * When it happened.
   */
  timestamp: string
  data: {
    /**
     * Id of the event, as in the history of the task.
     */
    event: number
    /**
     * How the task stood then.
     */
    task: {
      id: string
      project: string
      service: 'dcs' | 'dms' | 'taurusdb'
      instance: {
        id: string
        name: string | null
      }
      operation: {
        name: string
        version: number
        title: string
        /**
         * What the API of its service calls the task.
         */
        jobName: string
      }
      status: 'pending' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled'
      /**
       * The status in words.
       */
      statusText: string
      percent: number | null
      attempt: number
      failure: Failure | null
      stall: {
        step: string
        since: string
        reason: 'no_units' | 'connection_lost' | 'lag_grows' | 'waiting_for_lock'
        reasonText: string
        /**
         * What a person can do about it.
         */
        remedy: string
      } | null
    }
  }
}
export interface Submission {
  operation: string
  /**
   * Id or name of the instance.
   */
  instance: string
  /**
   * What the operation asks for; its schema is at /v1/operations/{name}. Default: {}.
   */
  input?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown | undefined
  }
  /**
   * Your own key: the same request with the same token gives the same task.
   */
  token?: string
  priority?: 'urgent' | 'normal'
  /**
   * It is not begun before. Default: now.
   */
  dueAt?: string
  /**
   * Why, for the history.
   */
  reason?: string
}
export interface NewInstance {
  service: 'dcs' | 'dms' | 'taurusdb'
  name?: string
  enterpriseProject?: string
  tags?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: string | undefined
  }
  /**
   * @minItems 1
   * @maxItems 1000
   */
  endpoints: [
    {
      host: string
      port: number
    },
    ...{
      host: string
      port: number
    }[],
  ]
  /**
   * How to reach it. Kept sealed and never shown.
   */
  access?: {
    username?: string | null
    password?: string | null
    tls?: boolean
  }
  switchHook?: {
    program: string
    arguments: string[]
    timeoutSeconds: number
  } | null
}
export interface NewKey {
  /**
   * 32 lower-case hex digits.
   */
  project: string
  /**
   * Id or name; left out: one of its own, with full access to the project.
   */
  user?: string
  administrator?: boolean
}
export interface SignIn {
  accessKey?: string
  secretKey?: string
  /**
   * Id or name.
   */
  user?: string
  password?: string
  /**
   * Id or name; left out: one of the user's.
   */
  project?: string
}
export interface NewWebhook {
  /**
   * Where messages are posted to: https without user and password, at a public address or one that STEPWELL_WEBHOOKS_TO names.
   */
  url: string
  /**
   * @minItems 1
   */
  kinds?: [
    'succeeded' | 'failed' | 'cancelled' | 'stalled' | 'paused',
    ...('succeeded' | 'failed' | 'cancelled' | 'stalled' | 'paused')[],
  ]
  /**
   * Default: the server's.
   */
  language?: 'en-us' | 'zh-cn'
}
export interface Error {
  error: {
    code: string
    /**
     * What happened, to what.
     */
    message: string
    /**
     * What to do next.
     */
    remedy?: string
    problems?: {
      /**
       * A JSON pointer into the body; or a parameter of the query.
       */
      path: string
      message: string
    }[]
    /**
     * Also in X-Request-Id; the server logs it.
     */
    requestId: string
    /**
     * Id of the task that the message names, as the one that a client token has made.
     */
    task?: string
    /**
     * The same in each other language: what was refused need not be tried again to be read.
     */
    translations: {
      /**
       * This interface was referenced by `undefined`'s JSON-Schema definition
       * via the `patternProperty` "^.*$".
       */
      [k: string]:
        | {
            /**
             * What happened, to what.
             */
            message: string
            /**
             * What to do next.
             */
            remedy?: string
            problems?: {
              /**
               * A JSON pointer into the body; or a parameter of the query.
               */
              path: string
              message: string
            }[]
          }
        | undefined
    }
  }
}
