import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { eventLine } from '../events/event-line.ts'
import { eventNames } from '../events/event-names.ts'
import { countOption } from '../options.ts'

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
      const names = eventNames(context.json ? null : await client.task(id))
      let from: number | null = after
      let left = limit
      while (from !== null && left > 0) {
        const page = await client.events(id, from, Math.min(PAGE, left))
        for (const event of page.events)
          context.print(context.json ? JSON.stringify(event) : eventLine(event, context, names))
        left -= page.events.length
        from = page.next
      }
      if (from !== null) context.note(say('events.more', { after: from }))
    })
}
