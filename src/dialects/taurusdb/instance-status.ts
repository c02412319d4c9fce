import type { Task } from '../../core/task.ts'
import type { InstanceRecord } from '../instance-exchanges.ts'
import { hasLeftInstance } from '../view.ts'
import type { ShownInstance } from './instance-schema.ts'

/** The word of a version of the API for how an instance is. */
export type StatusOf = (record: InstanceRecord) => ShownInstance['status']

/** What an instance is called while a job works on it, by the job's name; the first that fits. */
const busyWords: readonly (readonly [RegExp, ShownInstance['status']])[] = [
  [/^Restore/, 'RESTORING'],
  [/^reboot/i, 'REBOOTING'],
  [/^Switchover/, 'SWITCHOVER'],
  [/backup/i, 'BACKING UP'],
  [/^ModifyGaussDBforMySQLPort$/, 'MODIFYING DATABASE PORT'],
]

const busyWord = ({ operation: { jobName } }: Task): ShownInstance['status'] =>
  busyWords.find(([names]) => names.test(jobName))?.[1] ?? 'MODIFYING'

/** The word of /v3: ACTIVE is what Terraform waits for, so it is said as soon as nothing works on it, and not before. */
export const statusWord: StatusOf = ({ holder }) => {
  if (holder === null) return 'ACTIVE'
  // It stays so until a person has looked at it: no waiting helps.
  return hasLeftInstance(holder) ? 'FAILED' : busyWord(holder)
}

/** The word of /v3.1, which has none for an instance that is worked on. */
export const unifiedStatusWord: StatusOf = ({ holder }) =>
  holder !== null && hasLeftInstance(holder) ? 'abnormal' : 'normal'
