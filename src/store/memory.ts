import type { Instance } from '../core/instance.ts'
import type { AccessKey } from '../core/caller.ts'
import { freeSince } from '../core/retention.ts'
import {
  mostCounted,
  tokenKeptMs,
  type Commit,
  type CommitResult,
  type EndedFilter,
  type Front,
  type QueuedTask,
  type Store,
  type TaskVersion,
  type Worker,
} from '../core/store.ts'
import { isEnded, type Task } from '../core/task.ts'
import { claimableAt, isDue } from '../core/due.ts'
import { frozenCopy } from './frozen-copy.ts'
import { eventsAfter, historyAfter, lastEventOf, recordEvents, type KeptTask } from './memory-history.ts'
import { countOf, listOf } from './memory-list.ts'
import { createMemoryAccounts } from './memory-accounts.ts'
import { createMemoryAdmissions } from './memory-admissions.ts'
import { createMemoryAudit } from './memory-audit.ts'
import { createMemoryLogs } from './memory-log.ts'
import { createMemoryWebhooks } from './memory-webhooks.ts'
import { workloadOf } from './memory-workload.ts'
import { byName, rankOf } from './order.ts'
import { closedStore } from './store-error.ts'

/** A store that lives as long as the process: for tests and simulations. Deterministic: no timers, no random order. */
export function createMemoryStore(): Store {
  /** In order of submission. */
  const tasks = new Map<string, KeptTask>()
  /** Id of the task that holds an instance. */
  const locks = new Map<string, string>()
  /** Id of the task that has held an instance last. */
  const lastUsers = new Map<string, string>()
  /** The task submitted with a token, by project and token. */
  const tokens = new Map<string, Task>()
  const instances = new Map<string, Instance>()
  const workers = new Map<string, Worker>()
  const keys = new Map<string, AccessKey>()
  const logs = createMemoryLogs()
  const webhooks = createMemoryWebhooks()
  const admissions = createMemoryAdmissions()
  const accounts = createMemoryAccounts()
  const audit = createMemoryAudit()
  let lastNumber = 0
  let lastEventId = 0
  let closed = false

  /** Makes a verb of what it does: it is done at once, and refused once the store is closed. */
  const verb =
    <Arguments extends readonly unknown[], Result>(act: (...given: Arguments) => Result) =>
    async (...given: Arguments): Promise<Result> => {
      if (closed) throw closedStore()
      return act(...given)
    }

  const allTasks = (): readonly Task[] => [...tasks.values()].map(kept => kept.task)

  /** Id of the task that a token stands for; undefined: none, or no longer. */
  function taskOfToken(of: Pick<Task, 'project' | 'token'>, at: number): string | undefined {
    const earlier = tokens.get(tokenKey(of))
    return earlier !== undefined && earlier.createdAt > at - tokenKeptMs ? earlier.id : undefined
  }

  function refusalOf(asked: Commit): CommitResult | null {
    const { task, expectedRevision, acquire, soleUser, instances: changed } = asked
    if ((tasks.get(task.id)?.task.revision ?? 0) !== expectedRevision)
      return { accepted: false, reason: 'stale' }
    const sameToken = expectedRevision === 0 ? taskOfToken(task, task.createdAt) : undefined
    if (sameToken !== undefined) return { accepted: false, reason: 'token_taken', task: sameToken }
    for (const instance of acquire) {
      const holder = locks.get(instance)
      if (holder !== undefined && holder !== task.id)
        return { accepted: false, reason: 'locked', instance, holder }
      const last = lastUsers.get(instance) ?? task.id
      if (soleUser && last !== task.id) return { accepted: false, reason: 'changed', instance, holder: last }
    }
    const stale = changed.find(instance => instances.get(instance.id)?.revision !== instance.revision - 1)
    return stale === undefined ? null : { accepted: false, reason: 'instance_stale', instance: stale.id }
  }

  function commit(asked: Commit): CommitResult {
    const refusal = refusalOf(asked)
    if (refusal !== null) return refusal
    const task = frozenCopy(asked.task)
    const kept = tasks.get(task.id) ?? { number: ++lastNumber, task, packed: [], events: [] }
    tasks.set(task.id, { ...kept, ...recordEvents(kept, asked.events, lastEventId, task), task })
    lastEventId += asked.events.length
    if (asked.expectedRevision === 0 && task.token !== null) tokens.set(tokenKey(task), task)
    for (const instance of asked.release) if (locks.get(instance) === task.id) locks.delete(instance)
    for (const instance of asked.acquire) {
      locks.set(instance, task.id)
      lastUsers.set(instance, task.id)
    }
    for (const instance of asked.instances) instances.set(instance.id, frozenCopy(instance))
    return { accepted: true }
  }

  function due(now: number, limit: number, suspects = false): readonly Task[] {
    const claimable = allTasks().filter(task => isDue(task, now) && (task.suspect !== null) === suspects)
    const ordered = claimable.toSorted((one, other) => rankOf[one.priority] - rankOf[other.priority])
    const taken = new Map(locks)
    const isFree = (task: Task): boolean =>
      task.locks.every(instance => (taken.get(instance) ?? task.id) === task.id)
    const take = (task: Task): void => {
      for (const instance of task.locks) if (!taken.has(instance)) taken.set(instance, task.id)
    }
    const expired = claimable
      .filter(isEnded)
      .toSorted((one, other) => one.effectsExpireAt! - other.effectsExpireAt!)
      .filter(task => {
        if (!isFree(task)) return false
        take(task)
        return true
      })
    const pending = ordered.filter(task => {
      if (task.status !== 'pending') return false
      const free = isFree(task)
      // Also one that must wait keeps its place in front of those behind it.
      take(task)
      return free
    })
    const goingOn = ordered.filter(({ status }) => status === 'running' || status === 'paused')
    return [...goingOn, ...expired, ...pending].slice(0, limit)
  }

  function inFrontOf(id: string, now: number, limit: number): Front {
    const task = tasks.get(id)?.task
    if (task?.status !== 'pending') return { holders: [], waiting: [], waitingCount: 0 }
    const wants = (other: Task): boolean => other.locks.some(instance => task.locks.includes(instance))
    const holders = new Set(task.locks.map(instance => locks.get(instance)))
    const place = (one: Task): readonly number[] => [rankOf[one.priority], tasks.get(one.id)!.number]
    const isBefore = (one: Task): boolean => {
      const [[rank, number], [ownRank, ownNumber]] = [place(one), place(task)] as [number[], number[]]
      return rank! < ownRank! || (rank === ownRank && number! < ownNumber!)
    }
    const waiting = allTasks()
      .filter(each => each.status === 'pending' && isDue(each, now))
      .filter(other => wants(other) && isBefore(other))
      .toSorted((one, other) => rankOf[one.priority] - rankOf[other.priority])
    return {
      holders: allTasks().filter(other => other.id !== id && holders.has(other.id)),
      waiting: waiting.slice(0, limit).map(other => ({ ...queued(other), instance: shared(other, task) })),
      waitingCount: Math.min(waiting.length, mostCounted),
    }
  }

  function ended({ status, endedBefore, beyond, limit }: EndedFilter): readonly TaskVersion[] {
    const free = [...tasks.values()].filter(({ task }) => kindOf(task) === status && freeSince(task) !== null)
    return free
      .toSorted((one, other) => one.task.endedAt! - other.task.endedAt! || one.number - other.number)
      .slice(0, Math.max(0, free.length - beyond))
      .filter(({ task }) => task.endedAt! < endedBefore)
      .slice(0, limit)
      .map(({ task: { id, revision } }) => ({ id, revision }))
  }

  function removeTask({ id, revision }: TaskVersion): boolean {
    const task = tasks.get(id)?.task
    if (task?.revision !== revision || freeSince(task) === null) return false
    if (task.token !== null && tokens.get(tokenKey(task))?.id === id) tokens.delete(tokenKey(task))
    logs.remove(id)
    return tasks.delete(id)
  }

  function isInUse(id: string): boolean {
    const named = (task: Task): boolean => task.instance === id || task.locks.includes(id)
    return locks.has(id) || allTasks().some(task => !isEnded(task) && named(task))
  }

  const hasName = ({ project, name }: Instance): boolean =>
    [...instances.values()].some(other => other.project === project && other.name === name)

  return {
    find: verb(id => tasks.get(id)?.task ?? null),
    list: verb(filter => listOf([...tasks.values()], filter)),
    countTasks: verb(filter => countOf([...tasks.values()], filter)),
    due: verb(due),
    nextDueAt: verb(now => {
      const times = allTasks().map(task => claimableAt(task) ?? now)
      return times.filter(time => time > now).reduce<number | null>(earliest, null)
    }),
    inFrontOf: verb(inFrontOf),
    holders: verb(wanted => {
      const held = wanted.filter(instance => locks.has(instance))
      return new Map(held.map(instance => [instance, tasks.get(locks.get(instance)!)!.task]))
    }),
    lastUser: verb(instance => lastUsers.get(instance) ?? null),
    taskOfToken: verb((project, token, now) => taskOfToken({ project, token }, now) ?? null),
    workload: verb(now => workloadOf(allTasks(), now)),
    commit: verb(commit),
    history: verb((task, afterId, limit) => historyAfter(tasks.get(task), afterId, limit)),
    appendLog: verb((task, lines) => (tasks.has(task) ? logs.append(task, lines) : undefined)),
    lastEvent: verb((task, types) => lastEventOf(tasks.get(task), types)),
    readLog: verb(logs.read),
    ended: verb(ended),
    removeTask: verb(removeTask),
    events: verb((filter, afterId, limit) => eventsAfter(tasks.values(), filter, afterId, limit)),
    lastEventId: verb(() => lastEventId),

    heldBy: verb(worker => allTasks().filter(task => task.worker === worker)),
    putWorker: verb(worker => void workers.set(worker.id, frozenCopy(worker))),
    workers: verb(() => [...workers.values()]),
    removeWorker: verb(id => void workers.delete(id)),

    findInstance: verb(id => instances.get(id) ?? null),
    listInstances: verb(({ project, service }) =>
      [...instances.values()]
        .filter(found => (project ?? found.project) === found.project)
        .filter(found => (service ?? found.service) === found.service)
        .toSorted(byName),
    ),
    addInstance: verb(instance => {
      if (instances.has(instance.id) || hasName(instance)) return false
      instances.set(instance.id, frozenCopy(instance))
      return true
    }),
    removeInstance: verb(id => !isInUse(id) && instances.delete(id)),

    findKey: verb(accessKey => keys.get(accessKey) ?? null),
    findKeyByTokenHash: verb(
      tokenHash => [...keys.values()].find(key => key.tokenHash === tokenHash) ?? null,
    ),
    putKey: verb(key => void keys.set(key.accessKey, frozenCopy(key))),

    findWebhook: verb(webhooks.find),
    listWebhooks: verb(webhooks.list),
    addWebhook: verb(webhooks.add),
    replaceWebhook: verb(webhooks.replace),
    removeWebhook: verb(webhooks.remove),
    countWebhooks: verb(webhooks.count),

    revoke: verb(admissions.revoke),
    isRevoked: verb(admissions.isRevoked),

    listAccounts: verb(accounts.list),
    addAccount: verb(accounts.add),
    replaceAccount: verb(accounts.replace),
    removeAccount: verb(accounts.remove),
    listKeys: verb(() => [...keys.values()]),
    removeKey: verb(accessKey => keys.delete(accessKey)),
    appendAudit: verb(audit.append),
    listAudit: verb(audit.list),

    async close() {
      closed = true
    },
  }
}

const queued = ({ id, project, operation }: Task): QueuedTask => ({ id, project, operation: operation.name })

const shared = (one: Task, other: Task): string =>
  one.locks.filter(instance => other.locks.includes(instance)).toSorted()[0]!

/** What a task is kept as once it has ended. */
const kindOf = ({ status, deletedAt }: Task): string => (deletedAt === null ? status : 'deleted')

const tokenKey = ({ project, token }: Pick<Task, 'project' | 'token'>): string =>
  JSON.stringify([project, token])

const earliest = (one: number | null, other: number): number => Math.min(one ?? other, other)
