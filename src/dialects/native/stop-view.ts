import { stopPoint } from '../../core/stop-point.ts'
import type { Task } from '../../core/task.ts'
import type { StopView } from './control-schema.ts'
import { momentOrNull } from './moment.ts'

/** Where a task stops that was asked to stop or to pause; null: it was not, or has. */
export function stopView(task: Task): StopView | null {
  const isAsked = task.cancelRequestedAt !== null || task.pauseRequestedAt !== null
  const point = isAsked ? stopPoint(task) : null
  if (point === null) return null
  const step = 'step' in point ? point.step : null
  return {
    at: point.at,
    step: step?.name ?? null,
    withinSeconds: point.at === 'cancelPoint' ? point.step.stopSeconds : null,
    until: point.at === 'cancelPoint' ? null : momentOrNull(step?.deadlineAt ?? null),
  }
}
