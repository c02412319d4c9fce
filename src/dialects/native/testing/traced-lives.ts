import type { HistoryEvent, TaskEvent } from '../../../core/event.ts'
import { pendingTask } from '../../../core/testing/samples.ts'
import { transition } from '../../../core/transition.ts'
import type { TracedTask } from '../../question.ts'

/** Test support: tasks with the histories they have had. */

/** A task and its history after events, each at a second. */
export function lived(...events: readonly (readonly [second: number, event: TaskEvent])[]): TracedTask {
  const submitted: TracedTask = {
    task: pendingTask(),
    events: [line(1, 1, 1000, { type: 'submitted' })],
  }
  return events.reduce(({ task, events: before }, [second, event]) => {
    const next = transition(task, event, second * 1000)
    return { task: next, events: [...before, line(before.length + 1, next.revision, second * 1000, event)] }
  }, submitted)
}

/** One line of a history. */
export const line = (
  id: number,
  revision: number,
  at: number,
  event: HistoryEvent['event'],
): HistoryEvent => ({
  id,
  task: 'task-1',
  revision,
  at,
  by: null,
  reason: null,
  event,
})
