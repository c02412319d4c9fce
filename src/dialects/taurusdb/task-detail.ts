import { stepFraction } from '../../core/progress.ts'
import type { Step, Task } from '../../core/task.ts'
import type { TaskRecord } from '../record-exchanges.ts'
import { inWords, type ViewContext } from '../view.ts'
import { jobWordOf, stepWord } from './status-words.ts'
import type { SubTask, TaskDetail } from './task-schema.ts'

/** 100 says that it is done. */
function percentOf(step: Step): number {
  const isDone = step.status === 'succeeded' || step.status === 'skipped'
  return isDone ? 100 : Math.min(99, Math.floor(100 * stepFraction(step)))
}

/**
 * Whole seconds that the step itself still needs, so that all of a task's together are what the task needs. Null: no
 * evidence; 0 says that it has ended.
 */
function remainingSeconds(task: Task, step: Step, now: number): number | null {
  const endOf = (one: Step | undefined): number | null =>
    task.predictedSteps.find(({ step: name }) => name === one?.name)?.endAt ?? null
  const isOpen = step.status === 'waiting' || step.status === 'running'
  if (!isOpen) return 0
  const end = endOf(step)
  if (end === null) return null
  // A step that waits begins when the one before it ends; where nobody foretold that, it has ended already.
  const begin = Math.max(now, endOf(task.steps[task.steps.indexOf(step) - 1]) ?? now)
  return Math.min(2 ** 31 - 1, Math.max(1, Math.ceil((end - begin) / 1000)))
}

/** What each step still needs: all of a detail that changes while the task does not. */
export const remainingOfSteps = (task: Task, now: number): readonly (number | null)[] =>
  task.steps.map(step => remainingSeconds(task, step, now))

function subTask(task: Task, step: Step, context: ViewContext): SubTask {
  const seconds = remainingSeconds(task, step, context.now)
  return {
    sub_task_name: inWords(step.title, context),
    percent: String(percentOf(step)),
    status: stepWord(task, step.status),
    remaining_time: seconds === null ? null : String(seconds),
  }
}

/** T1, `…/task-center-detail`: how far a restore is, step by step. */
export function taskDetail({ task, instance }: TaskRecord, context: ViewContext): TaskDetail {
  return {
    instance_id: task.instance,
    instance_name: instance?.name ?? '',
    job_id: task.id,
    job_name: task.operation.jobName,
    status: jobWordOf[task.status],
    sub_task_list: task.steps.map(step => subTask(task, step, context)),
  }
}
