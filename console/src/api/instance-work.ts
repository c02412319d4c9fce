import { useMemo } from 'react'
import type { Task } from './native.generated.ts'
import { useAllTasks, type Tasks } from './tasks.ts'

/** What is done to an instance now, and what is to be done. */
export interface InstanceWork {
  /** Null: nothing works on it. */
  readonly current: Task | null
  readonly waiting: number
}

/** The work on every instance of the project. */
export interface ProjectWork {
  readonly of: (instance: string) => InstanceWork
  /** Whether more wait than were counted. */
  readonly isCounted: boolean
  readonly error: Error | null
}

const current = new URLSearchParams({ status: 'running,paused' })
const waiting = new URLSearchParams({ status: 'pending' })
const none: InstanceWork = { current: null, waiting: 0 }

/** The tasks that hold an instance now, also one that they only use, as a migration its target. */
export function useHolders(instance: string): Tasks {
  const read = useAllTasks(current)
  return { ...read, tasks: read.tasks.filter(({ locked, locks }) => locked && locks.includes(instance)) }
}

/** The work on all instances. Two questions for all instances together: one for each would be hundreds, again and again. */
export function useProjectWork(): ProjectWork {
  const now = useAllTasks(current)
  const then = useAllTasks(waiting)
  const work = useMemo(() => {
    const byInstance = new Map<string, InstanceWork>()
    for (const task of now.tasks)
      if (task.locked) for (const id of task.locks) byInstance.set(id, { current: task, waiting: 0 })
    for (const { locks } of then.tasks)
      for (const id of locks) {
        const known = byInstance.get(id) ?? none
        byInstance.set(id, { ...known, waiting: known.waiting + 1 })
      }
    return byInstance
  }, [now.tasks, then.tasks])
  return {
    of: instance => work.get(instance) ?? none,
    isCounted: !then.hasMore,
    error: now.error ?? then.error,
  }
}
