import { requireAdministrator, type Caller } from './caller.ts'
import { StepwellError, type Problem } from './error.ts'
import type { CallerEvent, FeedEvent, HistoryEvent } from './event.ts'
import { findTask, type TaskName } from './find-task.ts'
import type { Instance } from './instance.ts'
import type { JsonObject } from './json.ts'
import type { LogFilter, LogLine } from './log.ts'
import type { Operation } from './operation.ts'
import { pastRunsOf } from './past-runs.ts'
import { isPast, pastMoment } from './moment-to-come.ts'
import { createQueueExplainer, type QueuePlace } from './queue.ts'
import { createRescheduled, type Rescheduled } from './rescheduled.ts'
import { createStopAsked, type StopAsked } from './stop-asked.ts'
import { commitOf, type QueuedTask, type Store, type TaskCountFilter, type TaskFilter } from './store.ts'
import { createTask, instanceProperties, ownInstanceProblems, type Submission } from './submission.ts'
import { isScheduled, type Service, type Task } from './task.ts'
import { transition } from './transition.ts'

/** Which task is meant. Fields given have to match: a task of another project, service or instance is not found. */
export interface TaskKey extends TaskName {
  readonly service?: Service
  readonly instance?: string
  /** What the API of its service calls it. */
  readonly jobName?: string
  /** Whether a time to begin was asked for. */
  readonly isScheduled?: boolean
  /** It has not ended, or did so at most so long ago. */
  readonly endedWithinMs?: number
}

/** Whose events are followed, and from where. */
export interface EventScope {
  readonly project: string
  /** Null: of every task of the project. */
  readonly task: string | null
  /** What came up to this event is known. */
  readonly afterId: number
}

/** What a caller may ask about tasks; every dialect comes through here. A caller sees its project only. */
export interface TaskCentre {
  submit(caller: Caller, submission: Submission, reason: string | null): Promise<Task>
  find(caller: Caller, key: TaskKey): Promise<Task>
  list(caller: Caller, filter: Omit<TaskFilter, 'project' | 'now'>): Promise<readonly Task[]>
  /** How many a list has; of more than `mostCountedTasks` no more are counted. */
  count(caller: Caller, filter: Omit<TaskCountFilter, 'project'>): Promise<number>
  /** Asks something of a task; a cancel or a pause has come through when its status says so. */
  change(caller: Caller, key: TaskKey, event: CallerEvent, reason: string | null): Promise<Task>
  /** What tasks wait for, in their order; null: that one is not pending. */
  queue(tasks: readonly Task[]): Promise<readonly (QueuePlace | null)[]>
  /** The task that has worked last on an instance of a failed one, so that it can't be retried; null: none but itself. */
  supersededBy(task: Task): Promise<string | null>
  /** Who asked a task to stop or to pause, and why; null: nobody. */
  stopAsked(task: Task): Promise<StopAsked | null>
  /** Who gave a task another time to begin, and why; null: nobody. */
  rescheduled(task: Task): Promise<Rescheduled | null>
  history(caller: Caller, key: TaskKey, afterId: number, limit: number): Promise<readonly HistoryEvent[]>
  /** What the task's operation wrote. */
  log(caller: Caller, key: TaskKey, filter: LogFilter): Promise<readonly LogLine[]>
  /** What happened to all tasks of the caller's project, oldest first. */
  events(caller: Caller, afterId: number, limit: number): Promise<readonly FeedEvent[]>
  /** Where the events of a task, or of all (null), are followed from: behind an id, or from now on (null). */
  follow(caller: Caller, task: string | null, afterId: number | null): Promise<EventScope>
}

export interface CentreParts {
  readonly store: Store
  readonly operations: ReadonlyMap<string, Operation>
  /** Holds an input to an operation's schema. */
  readonly checkInput: (schema: JsonObject, input: JsonObject) => readonly Problem[]
  readonly newId: () => string
  readonly now: () => number
  /** How long an operation takes by its past runs, in milliseconds; null: they tell nothing. */
  readonly typicalMs: (pastRuns: readonly Task[]) => number | null
  /** Called after a change is stored, so that a worker need not wait for its next look. */
  readonly changed: (task: Task) => void
}

/** What past runs tell is good for so long. */
const typicalKeptMs = 60_000

/** Assembles the task centre. Errors are {@link StepwellError}s. */
export function createTaskCentre(parts: CentreParts): TaskCentre {
  const { store, operations, now } = parts

  const msSinceEnd = ({ endedAt }: Task): number => (endedAt === null ? 0 : now() - endedAt)

  async function find(caller: Caller, key: TaskKey): Promise<Task> {
    const task = await findTask(store, caller.project, key)
    const seen =
      task !== null &&
      (key.service === undefined || key.service === task.service) &&
      (key.instance === undefined || key.instance === task.instance) &&
      (key.jobName === undefined || key.jobName === task.operation.jobName) &&
      (key.isScheduled === undefined || key.isScheduled === isScheduled(task)) &&
      (key.endedWithinMs === undefined || msSinceEnd(task) <= key.endedWithinMs)
    if (!seen || task.deletedAt !== null) throw new StepwellError('task_not_found', { task: key.id })
    return task
  }

  async function change(
    caller: Caller,
    key: TaskKey,
    event: CallerEvent,
    reason: string | null,
  ): Promise<Task> {
    if (event.type === 'released') requireAdministrator(caller, 'task:release')
    for (;;) {
      const before = await find(caller, key)
      const at = now()
      const after = transition(before, event, at)
      if (after === before) return before
      const result = await store.commit(
        commitOf(before, after, [event], { by: caller.accessKey, reason, at }),
      )
      if (result.accepted) {
        parts.changed(after)
        return after
      }
      const about = { task: key.id, ...('instance' in result ? { instance: result.instance } : {}) }
      if (result.reason === 'locked')
        throw new StepwellError('instance_busy', { ...about, holder: result.holder })
      if (result.reason === 'changed')
        throw new StepwellError('instance_changed', { ...about, holder: result.holder })
      // Whatever wrote first may have changed what the event means: decide again on what is stored now.
      if (result.reason !== 'stale')
        throw new StepwellError('internal', { what: `${event.type}: ${result.reason}` })
    }
  }

  /** How long tasks like one have taken. They are many, and waiting ones are of few kinds: each is looked up once a minute. */
  const typical = new Map<string, { readonly at: number; readonly ms: Promise<number | null> }>()
  function typicalMs({ project, operation }: QueuedTask): Promise<number | null> {
    const key = `${project} ${operation}`
    const known = typical.get(key)
    if (known !== undefined && now() - known.at < typicalKeptMs) return known.ms
    const ms = pastRunsOf(store, project, operation).then(parts.typicalMs)
    typical.set(key, { at: now(), ms })
    // A store that did not answer is asked again.
    ms.catch(() => typical.delete(key))
    return ms
  }

  async function submit(caller: Caller, submission: Submission, reason: string | null): Promise<Task> {
    const operation = operations.get(submission.operation)
    if (operation === undefined)
      throw new StepwellError('operation_not_found', { operation: submission.operation })
    const problems = parts.checkInput(operation.input, submission.input)
    if (problems.length > 0)
      throw new StepwellError('invalid_input', { operation: operation.name }, { problems })
    const instance = await findInstance(store, caller.project, submission.instance)
    const named = await namedInstances(store, caller.project, operation, submission.input)
    const ids = Object.fromEntries([...named].map(([property, { id }]) => [property, id]))
    const input = { ...submission.input, ...ids }
    const instanceNames = Object.fromEntries([...named.values()].map(({ id, name }) => [id, name]))
    const own = ownInstanceProblems(operation.input, instance.id, input)
    if (own.length > 0)
      throw new StepwellError('invalid_input', { operation: operation.name }, { problems: own })
    const at = now()
    // The same request may come again when its time is over: it gives the task that it made.
    const isKnown = async ({ token }: Submission): Promise<boolean> =>
      token !== null && (await store.taskOfToken(caller.project, token, at)) !== null
    if (isPast(submission.dueAt, at) && !(await isKnown(submission))) throw pastMoment('/dueAt')
    const task = createTask(
      parts.newId(),
      operation,
      instance,
      { ...submission, input, submittedBy: caller.accessKey, reason, instanceNames },
      at,
    )
    const submitted = {
      task: task.id,
      revision: 1,
      event: { type: 'submitted' },
      by: caller.accessKey,
      reason,
      at,
    } as const
    const result = await store.commit({
      task,
      expectedRevision: 0,
      events: [submitted],
      acquire: [],
      soleUser: false,
      release: [],
      instances: [],
    })
    if (result.accepted) {
      parts.changed(task)
      return task
    }
    if (result.reason !== 'token_taken')
      throw new StepwellError('internal', { what: `submit: ${result.reason}` })
    // Also one that was deleted; and none is removed while its token is good.
    return sameSubmission((await store.find(result.task))!, task)
  }

  return {
    submit,
    find,
    list: (caller, filter) => store.list({ ...filter, project: caller.project, now: now() }),
    count: (caller, filter) => store.countTasks({ ...filter, project: caller.project }),
    change,
    queue(tasks) {
      const explain = createQueueExplainer(now(), { store, typicalMs })
      return Promise.all(tasks.map(async task => (task.status === 'pending' ? explain(task) : null)))
    },
    async supersededBy(task) {
      for (const instance of task.status === 'failed' ? task.locks : []) {
        const last = await store.lastUser(instance)
        if (last !== null && last !== task.id) return last
      }
      return null
    },
    stopAsked: createStopAsked(store),
    rescheduled: createRescheduled(store),
    async history(caller, key, afterId, limit) {
      const task = await find(caller, key)
      return store.history(task.id, afterId, limit)
    },
    async log(caller, key, filter) {
      const task = await find(caller, key)
      return store.readLog(task.id, filter)
    },
    events: (caller, afterId, limit) => store.events({ project: caller.project }, afterId, limit),
    async follow(caller, task, afterId) {
      const found = task === null ? null : await find(caller, { id: task, isBeginning: true })
      // An id that is still to come was given by a store that has been put back to a backup since.
      const newest = await store.lastEventId()
      return {
        project: caller.project,
        task: found?.id ?? null,
        afterId: Math.min(afterId ?? newest, newest),
      }
    },
  }
}

/** Finds an instance of a project by id or name. Throws `instance_not_found`. */
export async function findInstance(store: Store, project: string, idOrName: string): Promise<Instance> {
  const byId = await store.findInstance(idOrName)
  if (byId?.project === project) return byId
  const named = (await store.listInstances({ project })).find(instance => instance.name === idOrName)
  if (named === undefined) throw new StepwellError('instance_not_found', { instance: idOrName })
  return named
}

/** The instances that an input names, by the property. */
async function namedInstances(
  store: Store,
  project: string,
  operation: Operation,
  input: JsonObject,
): Promise<ReadonlyMap<string, Instance>> {
  const named = new Map<string, Instance>()
  for (const property of instanceProperties(operation.input)) {
    const value = input[property]
    if (typeof value === 'string') named.set(property, await findInstance(store, project, value))
  }
  return named
}

/** The task a client token already stands for, when the request is the same. */
function sameSubmission(earlier: Task, now: Task): Task {
  const asked = (task: Task) =>
    JSON.stringify([
      task.operation.name,
      task.instance,
      task.priority,
      task.requestedDueAt,
      sorted(task.input),
    ])
  if (asked(earlier) !== asked(now)) throw new StepwellError('token_conflict', { task: earlier.id })
  return earlier
}

function sorted(value: Task['input']): Task['input'] {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const entries = Object.entries(value as JsonObject).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}
