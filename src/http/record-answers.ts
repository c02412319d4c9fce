import type { Caller } from '../core/caller.ts'
import type { TaskCentre, TaskKey } from '../core/centre.ts'
import { isCode, StepwellError } from '../core/error.ts'
import type { Instance } from '../core/instance.ts'
import type { TaskCountFilter } from '../core/store.ts'
import type { Registry } from '../core/registry.ts'
import type { Task } from '../core/task.ts'
import { isLeftIn } from '../core/task-filter.ts'
import type { RecordExchanges, TaskRecord } from '../dialects/record-exchanges.ts'

/** Answers what the APIs of the services ask about tasks. */
type RecordAnswers = {
  readonly [Name in keyof RecordExchanges]: (
    caller: Caller,
    question: RecordExchanges[Name]['question'],
  ) => Promise<RecordExchanges[Name]['answer']>
}

/** What the records are made of. */
export interface RecordParts {
  readonly centre: TaskCentre
  readonly registry: Pick<Registry, 'byId'>
  /** The user whom the history names. */
  readonly nameOf: (by: string) => TaskRecord['submitter']
}

/** Puts the centre behind the questions about tasks as records. */
export function recordAnswers({ centre, registry, nameOf }: RecordParts): RecordAnswers {
  const recordOf = (task: Task, instance: Instance | null): TaskRecord => ({
    task,
    instance,
    submitter: nameOf(task.submittedBy),
  })

  async function recordsOf(caller: Caller, tasks: readonly Task[]): Promise<readonly TaskRecord[]> {
    const ids = [...new Set(tasks.map(task => task.instance))]
    const found = new Map(
      await Promise.all(ids.map(async id => [id, await registry.byId(caller, id)] as const)),
    )
    return tasks.map(task => recordOf(task, found.get(task.instance) ?? null))
  }

  /** Says that the instance is what is missing, where it is. */
  async function requireInstance(caller: Caller, { service, instance }: Partial<TaskKey>): Promise<void> {
    if (instance === undefined || (await registry.byId(caller, instance))?.service === service) return
    throw new StepwellError('instance_not_found', { instance })
  }

  async function find(caller: Caller, key: TaskKey): Promise<Task> {
    try {
      return await centre.find(caller, key)
    } catch (error) {
      if (isCode(error, 'task_not_found')) await requireInstance(caller, key)
      throw error
    }
  }

  /** The task of an id as a list of its own: empty if a filter leaves it out. */
  async function listOf(caller: Caller, id: string, filter: TaskCountFilter): Promise<readonly Task[]> {
    try {
      const task = await centre.find(caller, { id })
      return isLeftIn(task, filter) ? [task] : []
    } catch (error) {
      if (isCode(error, 'task_not_found')) return []
      throw error
    }
  }

  return {
    async taskRecord(caller, key) {
      const task = await find(caller, key)
      return recordOf(task, await registry.byId(caller, task.instance))
    },
    async taskRecords(caller, { offset, limit, id, instanceOnlyNarrows = false, ...filter }) {
      if (id !== undefined) {
        const named = await listOf(caller, id, filter)
        return { records: await recordsOf(caller, named.slice(offset, offset + limit)), total: named.length }
      }
      const total = await centre.count(caller, filter)
      if (total === 0 && !instanceOnlyNarrows) await requireInstance(caller, filter)
      // No page goes behind what was counted: a client that asks until it has them all would never end.
      const most = Math.max(0, Math.min(limit, total - offset))
      const tasks = most === 0 ? [] : await centre.list(caller, { ...filter, offset, limit: most })
      return { records: await recordsOf(caller, tasks), total }
    },
    async changeRecords(caller, { keys, event, only }) {
      // What cannot be done to one is done to none, as far as can be told before.
      const found: Task[] = []
      for (const key of keys) found.push(allowed(await find(caller, key), only))
      if (event === null) return { records: await recordsOf(caller, found) }
      const changed: Task[] = []
      for (const key of keys) changed.push(await centre.change(caller, key, event, null))
      return { records: await recordsOf(caller, changed) }
    },
  }
}

function allowed(task: Task, only: RecordExchanges['changeRecords']['question']['only']): Task {
  if (only === null || only.statuses.includes(task.status)) return task
  throw new StepwellError(only.otherwise, { task: task.id, status: task.status })
}
