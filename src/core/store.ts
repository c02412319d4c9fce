import type { AccountStore } from './account.ts'
import type { AdmissionStore } from './admission.ts'
import type { AuditStore } from './audit.ts'
import type { AccessKey } from './caller.ts'
import type { FeedEvent, HistoryEvent, TaskEvent } from './event.ts'
import type { Instance } from './instance.ts'
import type { LogFilter, LogLine, NewLogLine } from './log.ts'
import { endedStatuses, type Service, type Task, type TaskStatus } from './task.ts'
import type { WebhookStore } from './webhook-store.ts'
import type { Workload } from './workload.ts'

/** One write: a task's next revision, what happened to it, and all that must be true together with it. */
export interface Commit {
  readonly task: Task
  /** The revision the change was made from; 0: the task is new. */
  readonly expectedRevision: number
  /** What goes into the history with it; the store adds ids. */
  readonly events: readonly Omit<HistoryEvent, 'id'>[]
  /** Instances to lock for the task: all of them or none. */
  readonly acquire: readonly string[]
  /** True: refused if another task has held one of them since this one did last, because what it saved may not hold. */
  readonly soleUser: boolean
  /** Instances the task gives back. */
  readonly release: readonly string[]
  /** Instances whose registry entry changes with it; each must be one revision above the stored one. */
  readonly instances: readonly Instance[]
}

/** Why a commit was refused; nothing of it was written. */
export type Refusal =
  /** Somebody wrote first: read again. */
  | { readonly reason: 'stale' }
  /** An instance is locked by another task. */
  | { readonly reason: 'locked'; readonly instance: string; readonly holder: string }
  /** Another task has held an instance since this one did; see {@link Commit.soleUser}. */
  | { readonly reason: 'changed'; readonly instance: string; readonly holder: string }
  /** Another task of the project was submitted with this client token in the last {@link tokenKeptMs}. */
  | { readonly reason: 'token_taken'; readonly task: string }
  /** A registry entry was changed by somebody else. */
  | { readonly reason: 'instance_stale'; readonly instance: string }

export type CommitResult = { readonly accepted: true } | ({ readonly accepted: false } & Refusal)

/** How long a client token stands for the task it made: 24 hours. */
export const tokenKeptMs = 24 * 60 * 60 * 1000

/** A pending task as far as others need to know it. */
export interface QueuedTask extends Pick<Task, 'id' | 'project'> {
  /** Name of its operation. */
  readonly operation: string
}

/** A pending task that begins before another. */
export interface WaitingTask extends QueuedTask {
  /** Id of an instance that both want; of several the first by its id. */
  readonly instance: string
}

/** What stands in front of a pending task. */
export interface Front {
  /** Tasks that hold an instance it wants, in the order of submission. */
  readonly holders: readonly Task[]
  /** Pending tasks that begin first: due, and before it in the line of an instance it wants; in the order they begin. */
  readonly waiting: readonly WaitingTask[]
  /** How many those are in all, counted up to {@link mostCounted}. */
  readonly waitingCount: number
}

/** Beyond so many tasks nobody counts who stands in front. */
export const mostCounted = 1000

/**
 * In which order tasks are listed: what was submitted last comes first or last; `queue`, of pending tasks alone: what is due
 * in the order in which it begins, then the others by their time; `ended`, of ended tasks alone: what ended last comes first;
 * `active`: what runs and what is paused, the newest first, then the queue, then what has ended.
 */
export const listOrders = ['newest', 'oldest', 'queue', 'ended', 'active'] as const
export type ListOrder = (typeof listOrders)[number]

/** What a search means: tasks of which one of these is true. */
export interface TaskMatch {
  /** How their ids begin. */
  readonly idPrefix: string
  /** Ids of the instances they may be done to, or name in their input. */
  readonly instances: readonly string[]
  /** Names of the operations they may be of. */
  readonly operations: readonly string[]
}

/** Which tasks a list shows. Fields left out do not filter. Deleted ones are in no list. */
export interface TaskFilter {
  readonly project?: string
  readonly service?: Service
  /** Id of the instance they are done to. */
  readonly instance?: string
  /** Id of an instance, own or named by the input, whatever has become of them. */
  readonly involves?: string
  /** Id of an instance, own or named by the input: they hold it, or stand in its line. */
  readonly uses?: string
  /** They hold their instances. */
  readonly locked?: true
  readonly operation?: string
  /** What the API of its service calls it. */
  readonly jobName?: string
  /** Whether a time to begin was asked for. */
  readonly isScheduled?: boolean
  /** The step they run shows no progress for longer than it should. */
  readonly stalled?: true
  /** Submitted at this moment or later. */
  readonly createdFrom?: number
  /** Submitted at this moment or earlier. */
  readonly createdTo?: number
  readonly statuses?: readonly TaskStatus[]
  readonly anyOf?: TaskMatch
  /** Default: newest. */
  readonly order?: ListOrder
  /** What is due in the order of the queue; left out: all that was given no time of its own. */
  readonly now?: number
  /** Id of the last task of the page before; the next page begins behind it. */
  readonly after?: string
  /** How that task stood then, in the order `active`; left out: as it stands now. */
  readonly afterStatus?: TaskStatus
  /** So many are passed over; default 0. Not in the orders `queue` and `active`. */
  readonly offset?: number
  readonly limit: number
}

/** How far a list goes that is paged by counting from its beginning, as those of the services' APIs are. */
export const mostCountedTasks = 10_000

/** What tasks are counted by. */
export type TaskCountFilter = Pick<
  TaskFilter,
  | 'project'
  | 'service'
  | 'instance'
  | 'involves'
  | 'operation'
  | 'jobName'
  | 'isScheduled'
  | 'stalled'
  | 'createdFrom'
  | 'createdTo'
  | 'statuses'
>

/** Tasks that are kept apart: by how they ended, and those that a person has deleted. */
export const keptKinds = [...endedStatuses, 'deleted'] as const
export type KeptKind = (typeof keptKinds)[number]

/** Which tasks have ended, and nothing of them is held any more (`freeSince` in `core/retention.ts`). */
export interface EndedFilter {
  readonly status: KeptKind
  /** They ended before this moment. */
  readonly endedBefore: number
  /** So many of them that ended last are left out; 0: none are. */
  readonly beyond: number
  readonly limit: number
}

/** A task as it was when somebody looked. */
export type TaskVersion = Pick<Task, 'id' | 'revision'>

/** Whose events are read. Fields left out do not filter. */
export interface EventFilter {
  readonly project?: string
  readonly task?: string
}

/** A process that runs steps. Its lease is its own, not its tasks'. */
export interface Worker {
  readonly id: string
  readonly pid: number
  /** Start time of the process as the system tells it, so that a pid used again is not taken for it. */
  readonly processStartedAt: string
  readonly startedAt: number
  readonly heartbeatAt: number
  readonly leaseExpiresAt: number
}

/** Which instances a list shows. */
export interface InstanceFilter {
  readonly project?: string
  readonly service?: Service
}

/**
 * Keeps tasks and what belongs to them. It stores and compares; it never decides.
 * Every verb may be called while others are under way. Implementations pass `store/conformance.ts`.
 */
export interface Store extends WebhookStore, AdmissionStore, AccountStore, AuditStore {
  /** Null: there is none. */
  find(id: string): Promise<Task | null>
  /** Newest submission first, unless told otherwise. */
  list(filter: TaskFilter): Promise<readonly Task[]>
  /** How many tasks a list has; of more than {@link mostCountedTasks} no more are counted. */
  countTasks(filter: TaskCountFilter): Promise<number>
  /**
   * Tasks a worker may claim now, in the order they should be begun: given back, lost and paused ones whose time has come
   * first (they hold their instances), then ended ones whose kept effects have expired and pending ones by priority and
   * submission, whose instances are all free and wanted by no earlier pending task that is due.
   * `suspects`: only those under suspicion; default: only the others.
   */
  due(now: number, limit: number, suspects?: boolean): Promise<readonly Task[]>
  /** Milliseconds since the epoch of the next moment a task falls due by itself; null: none does. */
  nextDueAt(now: number): Promise<number | null>
  /** Id of the task that a client token of a project stands for at a moment; null: none. */
  taskOfToken(project: string, token: string, now: number): Promise<string | null>
  /** Counts what there is to do; costs what has not ended, not what is kept. */
  workload(now: number): Promise<Workload>
  /** The one write of a task: all or nothing. */
  commit(commit: Commit): Promise<CommitResult>
  /** What stands in front of a pending task now, by its id; of the waiting ones at most `limit`. */
  inFrontOf(task: string, now: number, limit: number): Promise<Front>
  /** The task that holds each of these instances now, by the instance's id; those that none holds are left out. */
  holders(instances: readonly string[]): Promise<ReadonlyMap<string, Task>>
  /** Id of the task that has held an instance last, or holds it; null: none has. */
  lastUser(instance: string): Promise<string | null>
  /** A task's history, oldest first, from behind an event id (0: the beginning). */
  history(task: string, afterId: number, limit: number): Promise<readonly HistoryEvent[]>
  /** The newest line of a task's history that is of one of these types; null: there is none. */
  lastEvent(task: string, types: readonly HistoryEvent['event']['type'][]): Promise<HistoryEvent | null>
  /**
   * The history of many tasks in one order, that of their ids, from behind an event id (0: the beginning). An id that was
   * seen is never followed by a smaller one that was not there before: who reads on from the last id misses nothing but
   * reports of progress that were thinned out when their task ended.
   */
  events(filter: EventFilter, afterId: number, limit: number): Promise<readonly FeedEvent[]>
  /** Id of the newest event, also of one that is not kept any more; 0: there has been none. */
  lastEventId(): Promise<number>

  /** Adds lines to a task's log and lets the oldest go where there are too many; does nothing for a task nobody has. */
  appendLog(task: string, lines: readonly NewLogLine[]): Promise<void>
  /** A task's log, oldest line first; empty for a task nobody has. */
  readLog(task: string, filter: LogFilter): Promise<readonly LogLine[]>

  /** Tasks that may be removed, the longest ended first. */
  ended(filter: EndedFilter): Promise<readonly TaskVersion[]>
  /** Removes a task with its history, log and token; false: it was changed or has gone since, or something of it is held. */
  removeTask(version: TaskVersion): Promise<boolean>

  /** Tasks that a worker holds. */
  heldBy(worker: string): Promise<readonly Task[]>
  putWorker(worker: Worker): Promise<void>
  workers(): Promise<readonly Worker[]>
  removeWorker(id: string): Promise<void>

  /** Null: there is none. */
  findInstance(id: string): Promise<Instance | null>
  /** By name. */
  listInstances(filter: InstanceFilter): Promise<readonly Instance[]>
  /** Adds an instance; false: its project has one of that name. */
  addInstance(instance: Instance): Promise<boolean>
  /** Removes an instance; false: a task that has not ended names or locks it, or it is gone. */
  removeInstance(id: string): Promise<boolean>

  /** Null: there is none. */
  findKey(accessKey: string): Promise<AccessKey | null>
  findKeyByTokenHash(tokenHash: string): Promise<AccessKey | null>
  putKey(key: AccessKey): Promise<void>

  close(): Promise<void>
}

/** What a change of a task locks and gives back. */
export function lockChange(
  before: Task | null,
  after: Task,
): Pick<Commit, 'acquire' | 'soleUser' | 'release'> {
  const held = before?.locked ?? false
  return {
    acquire: after.locked && !held ? after.locks : [],
    // The next attempt goes on from what this one has saved.
    soleUser: before !== null && after.attempt > before.attempt,
    release: held && !after.locked ? after.locks : [],
  }
}

/** Builds the commit of one change made of several events. */
export function commitOf(
  before: Task,
  after: Task,
  events: readonly TaskEvent[],
  who: { readonly by: string | null; readonly reason: string | null; readonly at: number },
  instances: readonly Instance[] = [],
): Commit {
  return {
    task: after,
    expectedRevision: before.revision,
    events: events.map(event => ({ task: after.id, revision: after.revision, event, ...who })),
    ...lockChange(before, after),
    instances,
  }
}
