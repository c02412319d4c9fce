import { mayStop } from './pause-transition.ts'
import type { Step, Task } from './task.ts'

export const stopPlaces = [
  'claim', // no worker has it: as soon as one takes it
  'border', // between two steps: in a moment
  'cancelPoint', // at the next cancel point of the step
  'stepEnd', // the step may not be stopped: behind it
  'tooLate', // nor may all that is left: it will probably end as if nobody had asked
] as const

/** Where the work stops once that is asked. */
export type StopPoint =
  | { readonly at: 'claim' | 'border' }
  /** The step it stops in or behind. */
  | { readonly at: 'cancelPoint' | 'stepEnd' | 'tooLate'; readonly step: Step }

/** Where the work of a task would stop, were that asked now; null: its steps have not begun, or are over. */
export function stopPoint(task: Task): StopPoint | null {
  if ((task.status !== 'running' && task.status !== 'paused') || task.ending !== null) return null
  const index = task.steps.findIndex(({ status }) => status === 'running' || status === 'waiting')
  const step = task.steps[index]
  if (step !== undefined && !mayStop(task)) {
    const isLast = task.steps.slice(index + 1).every(({ cancellable }) => !cancellable)
    return { at: isLast ? 'tooLate' : 'stepEnd', step }
  }
  if (task.worker === null) return { at: 'claim' }
  return step?.status === 'running' ? { at: 'cancelPoint', step } : { at: 'border' }
}
