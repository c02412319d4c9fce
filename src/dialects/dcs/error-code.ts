import type { SubStep, Task } from '../../core/task.ts'

/** Says of what is shown as failed that it was cancelled: the wire has no word for it. */
const cancelledCode = 'STW.0001'

/** Why a task or a part of it failed; "" where it did not: the example has a string everywhere, and says none of a detail with "". */
export function errorCodeOf({ failure, status }: Pick<Task, 'failure' | 'status'> | SubStep): string {
  return failure?.code ?? (status === 'cancelled' ? cancelledCode : '')
}
