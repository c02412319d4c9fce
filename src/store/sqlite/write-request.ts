import type { Ending } from '../../core/admission.ts'
import type { AuditEntry } from '../../core/audit.ts'
import type { AccessKey } from '../../core/caller.ts'
import type { Commit, CommitResult, Store, TaskVersion, Worker } from '../../core/store.ts'
import type { HistoryEvent } from '../../core/event.ts'
import type { Instance } from '../../core/instance.ts'
import { beginsAt, claimableAt } from '../../core/due.ts'
import type { NewLogLine } from '../../core/log.ts'
import { freeSince } from '../../core/retention.ts'
import { instancesOf } from '../../core/involved-instances.ts'
import { isEnded, isScheduled, type StallReason, type Task } from '../../core/task.ts'
import { rankOf } from '../order.ts'
import { isSample } from '../thin-samples.ts'
import type { AccountRow } from './account-rows.ts'
import type { WebhookRow } from './webhook-rows.ts'

/** A task as its row has it. */
export interface TaskRow extends Pick<
  Task,
  'id' | 'revision' | 'project' | 'service' | 'instance' | 'createdAt' | 'dueAt' | 'worker'
> {
  /** `deleted` takes it out of every list. */
  readonly status: Task['status'] | 'deleted'
  readonly operation: string
  readonly jobName: string
  readonly isScheduled: 0 | 1
  readonly rank: number
  /** Null: it is pending, held, or not to be claimed before something happens to it. */
  readonly claimableAt: number | null
  readonly suspect: 0 | 1
  readonly freeSince: number | null
  /** Null: it has not ended, or was deleted. */
  readonly endedAt: number | null
  readonly stall: StallReason | null
  readonly document: string
}

/** One line of history as its row has it. */
export interface EventRow extends Pick<HistoryEvent, 'revision' | 'at' | 'by' | 'reason'> {
  readonly sample: 0 | 1
  readonly event: string
}

/** An instance as its row has it. */
export interface InstanceRow extends Pick<Instance, 'id' | 'project' | 'service' | 'name' | 'revision'> {
  readonly document: string
}

/** A {@link Commit} as rows: plain values that are cheap to hand to a thread. */
export interface CommitRows extends Pick<Commit, 'expectedRevision' | 'acquire' | 'soleUser' | 'release'> {
  readonly task: TaskRow
  readonly token: string | null
  /** Instances it is done to or names, its own first. */
  readonly involved: readonly string[]
  /** Those of them that a pending task wants; empty: it is not pending. */
  readonly wants: readonly string[]
  readonly events: readonly EventRow[]
  readonly instances: readonly InstanceRow[]
  /** Whether the commit ends the task, so that its history is packed. */
  readonly packs: boolean
}

/** Everything the writer does. */
export type WriteRequest =
  | { readonly verb: 'commit'; readonly rows: CommitRows }
  | { readonly verb: 'appendLog'; readonly task: string; readonly lines: readonly NewLogLine[] }
  | { readonly verb: 'removeTask'; readonly version: TaskVersion }
  | { readonly verb: 'addInstance'; readonly row: InstanceRow }
  | { readonly verb: 'removeInstance'; readonly id: string }
  | { readonly verb: 'putWorker'; readonly id: string; readonly document: string }
  | { readonly verb: 'removeWorker'; readonly id: string }
  | {
      readonly verb: 'putKey'
      readonly accessKey: string
      readonly tokenHash: string
      readonly document: string
    }
  | { readonly verb: 'addWebhook' | 'replaceWebhook'; readonly row: WebhookRow }
  | { readonly verb: 'removeWebhook'; readonly id: string }
  | { readonly verb: 'revoke'; readonly admission: Ending; readonly now: number }
  | { readonly verb: 'addAccount' | 'replaceAccount'; readonly row: AccountRow }
  | { readonly verb: 'removeAccount'; readonly record: Pick<AccountRow, 'kind' | 'id'> }
  | { readonly verb: 'removeKey'; readonly accessKey: string }
  | { readonly verb: 'appendAudit'; readonly entry: Omit<AuditEntry, 'id'>; readonly keptSince: number }

/** What a request is answered with: the store's verb of that name's own result; `more`: ask once more for the rest. */
export type WriteResult = CommitResult | boolean | 'more' | void

/** The verbs that write. */
export type WriteVerbs = Pick<Store, WriteRequest['verb']>

/** The request of a commit. Everything is copied: what the caller does with the task afterwards changes nothing. */
export function commitRequest({ task, events, instances, ...commit }: Commit): WriteRequest {
  return {
    verb: 'commit',
    rows: {
      expectedRevision: commit.expectedRevision,
      acquire: commit.acquire,
      soleUser: commit.soleUser,
      release: commit.release,
      task: taskRow(task),
      token: task.token,
      involved: instancesOf(task),
      wants: task.status === 'pending' ? instancesOf(task) : [],
      events: events.map(eventRow),
      instances: instances.map(instanceRow),
      packs: isEnded(task) && task.worker === null,
    },
  }
}

function taskRow(task: Task): TaskRow {
  const { id, revision, project, service, instance, createdAt, worker } = task
  return {
    id,
    revision,
    project,
    service,
    instance,
    createdAt,
    status: task.deletedAt === null ? task.status : 'deleted',
    dueAt: beginsAt(task),
    worker,
    operation: task.operation.name,
    jobName: task.operation.jobName,
    isScheduled: isScheduled(task) ? 1 : 0,
    rank: rankOf[task.priority],
    claimableAt: task.status === 'pending' ? null : claimableAt(task),
    suspect: task.suspect === null ? 0 : 1,
    freeSince: freeSince(task),
    endedAt: task.deletedAt === null ? task.endedAt : null,
    stall: task.stall?.reason ?? null,
    document: JSON.stringify(task),
  }
}

function eventRow(event: Omit<HistoryEvent, 'id'>): EventRow {
  const { revision, at, by, reason } = event
  return { revision, at, by, reason, sample: isSample(event) ? 1 : 0, event: JSON.stringify(event.event) }
}

/** The row of an instance. */
export function instanceRow(instance: Instance): InstanceRow {
  const { id, project, service, name, revision } = instance
  return { id, project, service, name, revision, document: JSON.stringify(instance) }
}

/** The request that stores a worker. */
export function workerRequest(worker: Worker): WriteRequest {
  return { verb: 'putWorker', id: worker.id, document: JSON.stringify(worker) }
}

/** The request that stores an access key. */
export function keyRequest(key: AccessKey): WriteRequest {
  const { accessKey, tokenHash } = key
  return { verb: 'putKey', accessKey, tokenHash, document: JSON.stringify(key) }
}
