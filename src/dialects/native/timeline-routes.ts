import type { Timeline } from '../../core/timeline.ts'
import { route } from '../route.ts'
import { moment, momentOrNull } from './moment.ts'
import { timelineSchema, type TimelineView } from './timeline-schema.ts'
import { taskKey } from './task-key.ts'

const showTimeline = route({
  method: 'GET',
  path: '/v1/tasks/{id}/timeline',
  id: 'showTaskTimeline',
  summary: 'Shows what a task did when: waits, work and pauses, every run of a step, and how fast it went',
  question: 'timeline',
  answers: { 200: { description: 'What can be drawn over time.', schema: timelineSchema } },
  parse: taskKey,
  render: ({ timeline }) => ({ status: 200, body: timelineView(timeline) }),
  version: ({ task }) => `${task.id} ${task.revision}`,
})

function timelineView({ periods, runs, samples }: Timeline): TimelineView {
  return {
    periods: periods.map(({ kind, attempt, from, to }) => ({
      kind,
      attempt,
      from: moment(from),
      to: momentOrNull(to),
    })),
    runs: runs.map(({ step, subStep, attempt, status, from, to }) => ({
      step,
      subStep,
      attempt,
      status,
      from: moment(from),
      to: momentOrNull(to),
    })),
    samples: samples.map(({ at, step, subStep, done, total, ratePerSecond, lagBytes }) => ({
      at: moment(at),
      step,
      subStep,
      done,
      total,
      ratePerSecond,
      lagBytes,
    })),
  }
}

/** What of a task is drawn over time. */
export const timelineRoutes = [showTimeline]
