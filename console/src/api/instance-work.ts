import { useMemo } from 'react'
import type { Task } from './native.generated.ts'
import { useAllTasks } from './tasks.ts'

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

/** The work on all instances. Two questions for all instances together: one for each would be hundreds, again and again. */
export function useProjectWork(): ProjectWork {
  const now = useAllTasks(current)
  const then = useAllTasks(waiting)
  const work = useMemo(() => {
    const byInstance = new Map<string, InstanceWork>()
    for (const task of now.tasks) byInstance.set(task.instance.id, { current: task, waiting: 0 })
    for (const { instance } of then.tasks) {
      const known = byInstance.get(instance.id) ?? none
      byInstance.set(instance.id, { ...known, waiting: known.waiting + 1 })
    }
    return byInstance
  }, [now.tasks, then.tasks])
  return {
    of: instance => work.get(instance) ?? none,
    isCounted: !then.hasMore,
    error: now.error ?? then.error,
  }
}
