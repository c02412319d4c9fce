import type { TaskCountFilter } from './store.ts'
import { involves } from './involved-instances.ts'
import { isScheduled, type Task } from './task.ts'

/** Whether a filter leaves a task in, as the lists of a store do. */
export function isLeftIn(task: Task, filter: TaskCountFilter): boolean {
  return (
    (filter.project ?? task.project) === task.project &&
    (filter.service ?? task.service) === task.service &&
    (filter.instance ?? task.instance) === task.instance &&
    (filter.involves === undefined || involves(task, filter.involves)) &&
    (filter.operation ?? task.operation.name) === task.operation.name &&
    (filter.jobName ?? task.operation.jobName) === task.operation.jobName &&
    (filter.isScheduled ?? isScheduled(task)) === isScheduled(task) &&
    (filter.stalled === undefined || task.stall !== null) &&
    (filter.createdFrom ?? task.createdAt) <= task.createdAt &&
    (filter.createdTo ?? task.createdAt) >= task.createdAt &&
    (filter.statuses ?? [task.status]).includes(task.status)
  )
}
