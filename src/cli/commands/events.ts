import type { Command } from 'commander'
import type { EventView } from '../../dialects/native/schema.ts'
import type { CommandContext } from '../context.ts'
import { countOption } from '../options.ts'
import { displayWidth, printable, truncate } from '../text/display-width.ts'
import { formatMoment } from '../text/format.ts'

const PAGE = 200

interface EventsOptions {
  readonly after?: number
  readonly limit: number
}

/** `stepwell events TASK`: a task's history, oldest first. */
export function addEvents(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('events')
    .description(say('help.events'))
    .argument('<task>', say('help.task'))
    .addOption(countOption('--after <number>', say('help.events.after'), Number.MAX_SAFE_INTEGER))
    .addOption(countOption('--limit <number>', say('help.limit'), 1_000_000, 1000))
    .action(async (id: string, { after = 0, limit }: EventsOptions) => {
      const client = context.client()
      let from: number | null = after
      let left = limit
      while (from !== null && left > 0) {
        const page = await client.events(id, from, Math.min(PAGE, left))
        for (const event of page.events)
          context.print(context.json ? JSON.stringify(event) : eventLine(event, context))
        left -= page.events.length
        from = page.next
      }
      if (from !== null) context.note(say('events.more', { after: from }))
    })
}

/** When, what, who and why. */
function eventLine({ at, type, by, reason, event }: EventView, { say, language }: CommandContext): string {
  const told = Object.entries(event).filter(([name]) => name !== 'type' && name !== 'epoch')
  const facts = told.map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const line = [
    formatMoment(Date.parse(at), language),
    type + ' '.repeat(Math.max(0, 20 - displayWidth(type))),
    by === null ? say('events.byStepwell') : by,
    ...(reason === null ? [] : [say('events.reason', { reason })]),
    truncate(facts.join(' '), 100),
  ]
  return printable(line.join('  ')).trimEnd()
}
