import type { Step, StepStatus, Task } from '../../core/task.ts'
import { remainingSeconds, type ViewContext } from '../view.ts'
import type { ProgressDocument, WireStep } from './schema.ts'
import { wireNumber } from './times.ts'

/** The words of the page: "COMPLETED, IN_PROGRESS, FAILED, WAITING". */
const words: { readonly [status in StepStatus]: WireStep['statue'] } = {
  waiting: 'WAITING',
  running: 'IN_PROGRESS',
  succeeded: 'COMPLETED',
  failed: 'FAILED',
  // The wire has no word for it; the task says CANCELLED.
  cancelled: 'FAILED',
  // There was nothing to do.
  skipped: 'COMPLETED',
}

function wireStep(task: Task, step: Step, { forms }: ViewContext): WireStep {
  // What is paused is not in progress: it awaits being resumed.
  const word = task.status === 'paused' && step.status === 'running' ? 'WAITING' : words[step.status]
  const moment = (at: number | null) => (at === null ? null : wireNumber(at, forms))
  return {
    name: step.name,
    statue: word,
    status: word,
    start_time: moment(step.startedAt),
    end_time: moment(step.endedAt),
  }
}

/** K3, `…/tasks/{task_id}/progress`: how far a task is, step by step. */
export function progressDocument(task: Task, context: ViewContext): ProgressDocument {
  return {
    progress_percentage: task.percent,
    remain_time: remainingSeconds(task, context.now),
    step_list: task.steps.map(step => wireStep(task, step, context)),
  }
}
