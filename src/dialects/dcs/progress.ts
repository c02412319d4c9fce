import type { Step, StepStatus, SubStep, Task } from '../../core/task.ts'
import { inWords, remainingSeconds, type ViewContext } from '../view.ts'
import { wireDetail } from './detail.ts'
import { errorCodeOf } from './error-code.ts'
import type { ProgressDocument, StepDetail, SubStepDetail } from './schema.ts'
import { stepId } from './step-id.ts'
import { wireTime } from './times.ts'

type StepWord = StepDetail['step_status']

/** "FINISH: The task has completed. FAILED: The task failed. EXECUTING: … is being executed. WAITING: … is awaiting." */
const stepWords: { readonly [status in StepStatus]: StepWord } = {
  waiting: 'WAITING',
  running: 'EXECUTING',
  succeeded: 'FINISH',
  failed: 'FAILED',
  // The wire has no word for it; the error code tells it from a failure.
  cancelled: 'FAILED',
  // There was nothing to do.
  skipped: 'FINISH',
}

function stepWord(task: Task, part: SubStep): StepWord {
  // What is paused is not being executed: it awaits being resumed.
  return task.status === 'paused' && part.status === 'running' ? 'WAITING' : stepWords[part.status]
}

const times = (part: SubStep, { forms }: ViewContext) => ({
  begin_time: wireTime(part.startedAt, forms.dcsTimes),
  end_time: wireTime(part.endedAt, forms.dcsTimes),
})

function subStepDetail(task: Task, step: Step, part: SubStep, context: ViewContext): SubStepDetail {
  return {
    sub_step_id: stepId(task.id, step.name, part.name),
    sub_step_name: inWords(part.title, context),
    sub_step_status: stepWord(task, part),
    ...times(part, context),
    detail: wireDetail(part.detail, context.language),
    error_code: errorCodeOf(part),
  }
}

function stepDetail(task: Task, step: Step, context: ViewContext): StepDetail {
  return {
    step_id: stepId(task.id, step.name),
    step_name: inWords(step.title, context),
    step_status: stepWord(task, step),
    ...times(step, context),
    error_code: errorCodeOf(step),
    sub_step_details: step.subSteps.map(part => subStepDetail(task, step, part, context)),
  }
}

/** D3, `…/tasks/{task_id}/progress`: how far a task is, step by step. */
export function progressDocument(task: Task, context: ViewContext): ProgressDocument {
  return {
    progress: task.percent,
    remain_time: remainingSeconds(task, context.now),
    step_details: task.steps.map(step => stepDetail(task, step, context)),
  }
}
