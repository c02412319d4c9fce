import type { HistoryEvent } from '../../core/event.ts'
import type { Task } from '../../core/task.ts'
import { inWords, remainingSeconds, taskStatusText, type SeenEvent, type ViewContext } from '../view.ts'
import type { LiveEventView, TaskEventView, TaskSummary } from './event-schema.ts'
import { predictedEnd } from './task-view.ts'
import { eventView } from './view.ts'

/** A line of the history of many tasks. */
export function taskEventView(event: HistoryEvent, context: ViewContext): TaskEventView {
  return { ...eventView(event, context), task: event.task }
}

/** An event as it is sent to who follows it, with its task as it is now. */
export function liveEventView({ event, task }: SeenEvent, context: ViewContext): LiveEventView {
  return { ...taskEventView(event, context), summary: task === null ? null : taskSummary(task, context) }
}

function taskSummary(task: Task, context: ViewContext): TaskSummary {
  const running = task.steps.find(step => step.status === 'running')
  return {
    id: task.id,
    revision: task.revision,
    status: task.status,
    statusText: taskStatusText(task, context),
    percent: task.percent,
    remainingSeconds: remainingSeconds(task, context.now),
    predictedEndAt: predictedEnd(task),
    step: running === undefined ? null : { name: running.name, title: inWords(running.title, context) },
  }
}
