import type { LiveEventView, TaskEventView } from '../../dialects/native/event-schema.ts'
import type { EventView } from '../../dialects/native/schema.ts'
import { columnsOf, type CommandContext } from '../context.ts'
import { plainTitle } from '../../telling/title.ts'
import { printable } from '../../telling/printable.ts'
import { formatMoment } from '../../telling/format.ts'
import { painter, wantsColour } from '../text/paint.ts'
import { percentText } from '../../telling/percent.ts'
import { hanging } from '../text/wrap.ts'
import type { EventNames } from '../../telling/event-names.ts'
import { eventText } from '../../telling/event-text.ts'
import { isSmall } from '../../telling/small-events.ts'
import { whoText } from '../../telling/who-text.ts'

/** An event; of one of many tasks with its task, and as it happens with how its task is. */
type LineEvent = EventView & Partial<Pick<TaskEventView, 'task'>> & Partial<Pick<LiveEventView, 'summary'>>

/** An event as one line: when, to which task, what, who and why. On a terminal it is broken where the terminal ends. */
export function eventLine(event: LineEvent, context: CommandContext, names: EventNames): string {
  const { language, surroundings } = context
  const { stdout } = surroundings
  const at = Date.parse(event.at)
  const label = `${formatMoment(at, language)}  ${event.task === undefined ? '' : `${event.task}  `}`
  const what = progressText(event, context) ?? eventText(event, namesFor(event, names), { language, now: at })
  const text = `${what}  ${printable(byText(event, context))}`
  const lines = stdout.isTTY === true ? hanging(label, text, columnsOf(surroundings)) : [label + text]
  const colour = colourOf(event)
  if (colour === null || !wantsColour(stdout)) return lines.join('\n')
  const paint = painter(true)
  return lines.map(line => paint(colour, line)).join('\n')
}

/** The names, and that of the step that runs, which comes with an event as it happens. */
function namesFor({ summary }: LineEvent, names: EventNames): EventNames {
  const running = summary?.step ?? null
  if (running === null) return names
  return { ...names, step: name => (name === running.name ? plainTitle(running.title) : names.step(name)) }
}

/** How far the task is, which says more than what was measured; null: it is no progress that is told as it is made. */
function progressText({ type, summary }: LineEvent, { language }: CommandContext): string | null {
  if (type !== 'progressed' || summary === undefined || summary === null) return null
  return percentText(summary, language)
}

function byText(event: LineEvent, { say }: CommandContext): string {
  const { reason } = event
  const who = whoText(event, say)
  return reason === null ? say('events.by', { who }) : say('events.because', { who, reason })
}

/** What a person looks for in a history stands out, and what there is too much of stands back. */
function colourOf({ type, event }: LineEvent): 'red' | 'yellow' | 'dim' | null {
  if (isSmall(type)) return 'dim'
  if (type === 'stalled' || (type === 'ending' && typeof event['retryAt'] === 'number')) return 'yellow'
  const isBad =
    type === 'workerLost' ||
    type === 'effectUndoFailed' ||
    (type === 'ending' && event['status'] === 'failed')
  return isBad ? 'red' : null
}
