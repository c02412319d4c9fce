import { useMemo } from 'react'
import type { Task } from './native.generated.ts'
import { useAllTasks, useTasks, type AllTasks, type Tasks } from './tasks.ts'

/** What is done to an instance now, and what is to be done. */
export interface InstanceWork {
  /** The task that holds it, also one that has left something on it; null: none does. */
  readonly current: Task | null
  /** How many have a place in its queue; what is not due yet has none. */
  readonly waiting: number
}

/** The work on every instance of the project. */
export interface ProjectWork {
  readonly of: (instance: string) => InstanceWork
  /** Of how many of the tasks that hold an instance it is known. */
  readonly holding: AllTasks['extent']
  /** Of how many of those that wait. */
  readonly waiting: AllTasks['extent']
  readonly error: Error | null
}

const current = new URLSearchParams({ locked: 'true' })
/** Those that have a place come first. */
const waiting = new URLSearchParams({ order: 'queue' })
const none: InstanceWork = { current: null, waiting: 0 }

const hasPlace = (queue: Task['queue'] | undefined): boolean => (queue?.place ?? null) !== null

/** The task that holds an instance now, also as its target, or because its undo has failed. */
export function useHolders(instance: string): Tasks {
  return useTasks(new URLSearchParams({ uses: instance, locked: 'true' }))
}

/** The work on all instances. Two questions for all instances together: one for each would be hundreds, again and again. */
export function useProjectWork(): ProjectWork {
  const now = useAllTasks(current)
  const then = useAllTasks(waiting)
  const work = useMemo(() => {
    const byInstance = new Map<string, InstanceWork>()
    for (const task of now.tasks)
      for (const id of task.locks) byInstance.set(id, { current: task, waiting: 0 })
    for (const { locks, queue } of then.tasks)
      for (const id of hasPlace(queue) ? locks : []) {
        const known = byInstance.get(id) ?? none
        byInstance.set(id, { ...known, waiting: known.waiting + 1 })
      }
    return byInstance
  }, [now.tasks, then.tasks])
  return {
    of: instance => work.get(instance) ?? none,
    holding: now.extent,
    waiting: then.extent === 'many' && !hasPlace(then.tasks.at(-1)?.queue) ? 'all' : then.extent,
    error: now.error ?? then.error,
  }
}
