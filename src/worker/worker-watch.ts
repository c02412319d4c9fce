import type { Clock } from '../core/clock.ts'
import type { Death } from '../core/poison.ts'
import { stopBudget } from '../core/stop-budget.ts'
import type { Store, Worker } from '../core/store.ts'
import type { Task } from '../core/task.ts'

/** A worker that has to be killed. */
export interface LateWorker {
  readonly worker: Worker
  readonly death: Death
  /** For the log. */
  readonly why: string
}

/** Watches workers by what they store. Times are taken by our own watch: any clock may have been set meanwhile. */
export interface Watch {
  /** Workers that nothing is heard of, or that let a step or an undo go on beyond its time. */
  lateWorkers(): Promise<readonly LateWorker[]>
}

export interface WatchParts {
  readonly store: Pick<Store, 'workers' | 'heldBy'>
  readonly clock: Clock
  /** Added to the time of a step or an undo. */
  readonly patienceMs?: number
}

/** A watch that has seen nothing yet. */
export function createWatch({ store, clock, patienceMs = 0 }: WatchParts): Watch {
  /** Since when a key is seen, by what it is about. */
  let seen = new Map<string, { readonly key: string; readonly since: number }>()

  return {
    async lateWorkers() {
      const next: typeof seen = new Map()
      /** How long a key has been the same. */
      const ageOf = (about: string, key: string): number => {
        const before = seen.get(about)
        const since = before?.key === key ? before.since : clock.elapsed()
        next.set(about, { key, since })
        return clock.elapsed() - since
      }
      /** What a task has not done in its time; null: it has time left. */
      const overBudget = (task: Task): Death['culprit'] => {
        const budget = stopBudget(task)
        const isOver = budget !== null && ageOf(task.id, budget.key) > budget.budgetMs + patienceMs
        return isOver ? { task: task.id, budgetKey: budget.key } : null
      }
      const late: LateWorker[] = []
      for (const worker of await store.workers()) {
        const { id, heartbeatAt, leaseExpiresAt } = worker
        // A worker whose lease has run out is hung: it could not even say that it lives.
        if (ageOf(id, String(heartbeatAt)) > leaseExpiresAt - heartbeatAt)
          late.push({ worker, death: { cause: 'hung', culprit: null }, why: 'it is not heard of any more' })
        else {
          const culprit = (await store.heldBy(id)).map(overBudget).find(found => found !== null)
          if (culprit !== undefined)
            late.push({
              worker,
              death: { cause: 'unresponsive', culprit },
              why: `task ${culprit.task} does not stop in time`,
            })
        }
      }
      seen = next
      return late
    },
  }
}
