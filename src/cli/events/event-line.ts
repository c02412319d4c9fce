import type { LiveEventView, TaskEventView } from '../../dialects/native/event-schema.ts'
import type { EventView } from '../../dialects/native/schema.ts'
import type { CommandContext } from '../context.ts'
import { displayWidth, printable, truncate } from '../text/display-width.ts'
import { formatDuration, formatMoment } from '../text/format.ts'

/** An event as one line: when, what, to which task if it does not go without saying, who and why. */
export function eventLine(
  event: EventView & Partial<Pick<TaskEventView, 'task'>> & Partial<Pick<LiveEventView, 'summary'>>,
  { say, language }: Pick<CommandContext, 'say' | 'language'>,
): string {
  const { at, type, by, reason, task } = event
  const line = [
    formatMoment(Date.parse(at), language),
    type + ' '.repeat(Math.max(0, 20 - displayWidth(type))),
    ...(task === undefined ? [] : [task]),
    by === null ? say('events.byStepwell') : by,
    ...(reason === null ? [] : [say('events.reason', { reason })]),
    truncate(progressText(event, { say, language }) ?? factsText(event), 100),
  ]
  return printable(line.join('  ')).trimEnd()
}

/** How far the task is, which says more than what was measured; null: it is no progress that is told as it is made. */
function progressText(
  { type, summary }: Parameters<typeof eventLine>[0],
  { say, language }: Pick<CommandContext, 'say' | 'language'>,
): string | null {
  if (type !== 'progressed' || summary === undefined || summary === null) return null
  const { percent, remainingSeconds } = summary
  if (remainingSeconds === null) return say('watch.percent', { percent })
  return say('watch.percentLeft', { percent, duration: formatDuration(remainingSeconds, language) })
}

function factsText({ event }: EventView): string {
  return Object.entries(event)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
}
