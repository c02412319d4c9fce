import { useCallback, useSyncExternalStore } from 'react'
import type { Task, TaskSummary } from './native.generated.ts'
import { useLiveEvents } from './live.tsx'

/** How tasks stand since they were read, by what came with the last event of each. */
const summaries = new Map<string, TaskSummary>()
const listeners = new Map<string, Set<() => void>>()
/** More tasks than fit on any screen; what is dropped is shown as it was read. */
const mostKept = 2000

function keepSummary(summary: TaskSummary): void {
  // What is written again is the newest: the oldest are dropped first.
  summaries.delete(summary.id)
  summaries.set(summary.id, summary)
  if (summaries.size > mostKept) summaries.delete(summaries.keys().next().value!)
  for (const listener of listeners.get(summary.id) ?? []) listener()
}

/** Keeps how tasks stand, for as long as the component is shown. */
export function useKeepSummaries(): void {
  useLiveEvents(events => {
    const newest = new Map(events.flatMap(({ summary }) => (summary === null ? [] : [[summary.id, summary]])))
    for (const summary of newest.values()) keepSummary(summary)
  })
}

/** Forgets how all tasks stand: somebody else may not be allowed to see it. */
export const forgetSummaries = (): void => summaries.clear()

/** A task as it stands now. */
export interface LiveTask extends Task {
  /** Title of the step that runs; null: none does. */
  readonly stepTitle: string | null
}

/** A task as it stands now: what an event has told since it was read counts. Only who shows this task is drawn anew. */
export function useLiveTask(task: Task): LiveTask {
  const subscribe = useCallback(
    (listener: () => void) => {
      const own = listeners.get(task.id) ?? new Set()
      listeners.set(task.id, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(task.id)
      }
    },
    [task.id],
  )
  const summary = useSyncExternalStore(subscribe, () => summaries.get(task.id))
  if (summary === undefined || summary.revision <= task.revision)
    return { ...task, stepTitle: task.steps.find(({ status }) => status === 'running')?.title ?? null }
  const { status, statusText, percent, remainingSeconds, predictedEndAt, step } = summary
  const stepTitle = step?.title ?? null
  return { ...task, status, statusText, percent, remainingSeconds, predictedEndAt, stepTitle }
}
