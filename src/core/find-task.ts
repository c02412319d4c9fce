import { StepwellError } from './error.ts'
import type { Store } from './store.ts'
import type { Task } from './task.ts'

/** Names a task. */
export interface TaskName {
  readonly id: string
  /** Its id may be only its beginning, of {@link leastOfId} characters or more, where no other task of the project begins so. */
  readonly isBeginning?: true
}

/** So much of an id tells a task from all others: what lists show of it. */
const leastOfId = 8

/** A task of a project by its name; null: it has none that is called so. Throws `task_ambiguous`. */
export async function findTask(
  store: Pick<Store, 'find' | 'list'>,
  project: string,
  { id, isBeginning }: TaskName,
): Promise<Task | null> {
  const whole = await store.find(id)
  if (whole !== null) return whole.project === project ? whole : null
  if (isBeginning === undefined || id.length < leastOfId) return null
  const anyOf = { idPrefix: id, instances: [], operations: [] }
  const [task, other] = await store.list({ project, anyOf, limit: 2 })
  if (other !== undefined) throw new StepwellError('task_ambiguous', { task: id })
  return task ?? null
}
