import type { TaskKey } from '../core/centre.ts'
import type { ErrorCode } from '../core/error.ts'
import type { CallerEvent } from '../core/event.ts'
import type { Instance } from '../core/instance.ts'
import type { TaskCountFilter } from '../core/store.ts'
import type { Service, Task, TaskStatus } from '../core/task.ts'

/** A task as the API of its service shows it, with what belongs to it. */
export interface TaskRecord {
  readonly task: Task
  /** Null: the instance is no longer registered. */
  readonly instance: Instance | null
  /** Who submitted it. */
  readonly submitter: { readonly id: string; readonly name: string }
}

/** What the API of a service may ask about its tasks. Who names an instance is told whether it is missing or the task. */
export interface RecordExchanges {
  taskRecord: { question: TaskKey & { readonly service: Service }; answer: TaskRecord }
  /** Newest first. `total` is what all pages together have: of more than {@link mostCountedTasks} the newest. */
  taskRecords: {
    question: Omit<TaskCountFilter, 'project' | 'operation'> & {
      readonly service: Service
      /** Only the one that has it. */
      readonly id?: string
      /** True: of an instance that is not there the list is empty. Left out: it is refused as missing. */
      readonly instanceOnlyNarrows?: boolean
      readonly offset: number
      readonly limit: number
    }
    answer: { readonly records: readonly TaskRecord[]; readonly total: number }
  }
  /**
   * The same asked of several tasks: of none, when one is missing or not in one of the statuses, which is refused as
   * `otherwise`. Null: in any. No event: it is only looked whether it could be asked.
   */
  changeRecords: {
    question: {
      readonly keys: readonly (TaskKey & { readonly service: Service })[]
      readonly event: CallerEvent | null
      readonly only: { readonly statuses: readonly TaskStatus[]; readonly otherwise: ErrorCode } | null
    }
    answer: { readonly records: readonly TaskRecord[] }
  }
}
