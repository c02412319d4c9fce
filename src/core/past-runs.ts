import type { Store } from './store.ts'
import type { Task } from './task.ts'

/** How many past runs an estimate learns from. */
const pastRunsRead = 20

/** The last tasks of an operation in a project that succeeded, the newest first: what an estimate learns from. */
export function pastRunsOf(
  store: Pick<Store, 'list'>,
  project: string,
  operation: string,
): Promise<readonly Task[]> {
  return store.list({ project, operation, statuses: ['succeeded'], limit: pastRunsRead })
}
