import type { ReactNode } from 'react'
import type { Task } from '../api/native.generated.ts'

/** Who submitted a task, as far as there is room; hovered, by which access key. */
export function Submitter({ task }: { readonly task: Task }): ReactNode {
  const { submittedBy, submittedByName } = task
  return <span title={submittedBy}>{submittedByName ?? submittedBy}</span>
}
