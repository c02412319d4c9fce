import type { Commit, Store } from '../../core/store.ts'
import type { Task } from '../../core/task.ts'

/** A store whose writes can be awaited, and made to fail: the faults of a real store, not a stand-in for one. */
export interface WatchedStore extends Store {
  /** Resolves with the task once it is stored so that `holds`; also when it is already. */
  until(id: string, holds: (task: Task) => boolean): Promise<Task>
  /** From now on a commit, a read of a task or of an instance is asked here first; what this throws is what the caller gets. */
  fault(before: Fault | null): void
  /** From now on a commit that was accepted is told here; what this throws its caller gets, though it is written. */
  faultAfter(after: Fault | null): void
  /** How many tasks were written so far, one for every accepted commit. */
  written(): readonly Task[]
}

/** Called around a verb; what it throws is what the verb throws. The commit is null for the other verbs. */
export type Fault = (verb: 'commit' | 'find' | 'findInstance', commit: Commit | null) => unknown

/** Watches a real store. */
export function watchStore(store: Store): WatchedStore {
  const waiting = new Set<() => void>()
  const written: Task[] = []
  let before: Fault | null = null
  let after: Fault | null = null

  return {
    ...store,
    async commit(commit) {
      await before?.('commit', commit)
      const result = await store.commit(commit)
      if (!result.accepted) return result
      written.push(commit.task)
      for (const look of waiting) look()
      await after?.('commit', commit)
      return result
    },
    async find(id) {
      await before?.('find', null)
      return store.find(id)
    },
    async findInstance(id) {
      await before?.('findInstance', null)
      return store.findInstance(id)
    },
    fault(throwing) {
      before = throwing
    },
    faultAfter(throwing) {
      after = throwing
    },
    written: () => written,
    until: (id, holds) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const judge = (task: Task | null): void => {
            if (task === null || !holds(task)) return
            waiting.delete(look)
            resolve(task)
          }
          store.find(id).then(judge, reject)
        }
        waiting.add(look)
        look()
      }),
  }
}
