import type { Instance } from '../core/instance.ts'
import type { Service, Task } from '../core/task.ts'

/** An instance as the API of its service shows it, with what belongs to it. */
export interface InstanceRecord {
  readonly instance: Instance
  /** The task that holds it now, also one that only uses it, as a migration its target; null: none does. */
  readonly holder: Task | null
}

/** What the API of a service may ask about its instances. */
export interface InstanceExchanges {
  /** By id alone. */
  instanceRecord: {
    question: { readonly service: Service; readonly id: string }
    answer: InstanceRecord
  }
  /** By name. `total` is of all that match. */
  instanceRecords: {
    question: {
      readonly service: Service
      /** Which are meant: every API has words of its own for that. Pure. */
      readonly match: (record: InstanceRecord) => boolean
      readonly offset: number
      /** True: an offset behind the last, but for 0, is refused as `?offset`. Left out: its page is empty. */
      readonly refusesBehindLast?: boolean
      readonly limit: number
    }
    answer: { readonly records: readonly InstanceRecord[]; readonly total: number }
  }
}
