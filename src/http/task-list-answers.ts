import type { Caller } from '../core/caller.ts'
import type { TaskCentre } from '../core/centre.ts'
import { mostCountedTasks, type TaskCountFilter } from '../core/store.ts'
import { taskStatuses, type Task, type TaskStatus } from '../core/task.ts'
import type { Question, TaskCounts } from '../dialects/question.ts'

/** Counts tasks status by status, each from an index. */
export async function taskCounts(
  centre: Pick<TaskCentre, 'count'>,
  caller: Caller,
  filter: Omit<TaskCountFilter, 'project' | 'statuses' | 'stalled'>,
): Promise<TaskCounts> {
  const counted = await Promise.all(
    taskStatuses.map(
      async status => [status, await centre.count(caller, { ...filter, statuses: [status] })] as const,
    ),
  )
  return {
    statuses: Object.fromEntries(counted) as TaskCounts['statuses'],
    stalled: await centre.count(caller, { ...filter, stalled: true }),
    most: mostCountedTasks,
  }
}

/** Where a page behind a task begins: in an order that goes by how it stands, that belongs to its place. */
export const placeBehind = (order: Question<'tasks'>['order'], { id, status }: Task): string =>
  order === 'active' ? `${status}:${id}` : id

/** The same as a filter asks for it. */
export function placeOf(
  order: Question<'tasks'>['order'],
  after: string | undefined,
): { readonly after?: string; readonly afterStatus?: TaskStatus } {
  if (after === undefined) return {}
  const afterStatus = taskStatuses.find(status => order === 'active' && after.startsWith(`${status}:`))
  return afterStatus === undefined ? { after } : { after: after.slice(afterStatus.length + 1), afterStatus }
}
