import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { eventLine } from '../events/event-line.ts'
import { eventNames } from '../../telling/event-names.ts'
import { followEvents } from '../events/follow-events.ts'
import { formatTimeZone } from '../../telling/format.ts'
import { countOption } from '../options.ts'

const PAGE = 200
const USUAL_LIMIT = 1000

interface EventsOptions {
  readonly after?: number
  readonly limit?: number
  readonly follow?: true
}

/** `stepwell events [TASK]`: what happened to a task or to all of the project, oldest first; or what happens, as it does. */
export function addEvents(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('events')
    .description(say('help.events'))
    .argument('[task]', say('help.events.task'))
    .option('-f, --follow', say('help.events.follow'))
    .addOption(
      countOption('--after <number>', say('help.events.after'), Number.MAX_SAFE_INTEGER, undefined, 0),
    )
    .addOption(countOption('--limit <number>', say('help.events.limit'), 1_000_000))
    .action(async (given: string | undefined, { after, limit, follow }: EventsOptions) => {
      const task = given ?? null
      noteTimeZone(context)
      // A task's events are few; those of a project may go back for years.
      if (follow === true)
        return followEvents(
          { task, after: after ?? (task === null ? null : 0), limit: limit ?? null },
          context,
        )
      return printEvents(task, after ?? 0, limit ?? USUAL_LIMIT, context)
    })
}

/** Says to a person in which time zone the moments are; what is read by a program stays as it is. */
function noteTimeZone({ json, surroundings, language, say, note }: CommandContext): void {
  if (json || surroundings.stdout.isTTY !== true) return
  note(say('task.timesIn', { zone: formatTimeZone(surroundings.now(), language) }))
}

async function printEvents(
  task: string | null,
  after: number,
  limit: number,
  context: CommandContext,
): Promise<void> {
  const client = context.client()
  const names = eventNames(task === null || context.json ? null : await client.task(task))
  let from: number | null = after
  let left = limit
  while (from !== null && left > 0) {
    const page = await client.events(task, from, Math.min(PAGE, left))
    for (const event of page.events)
      context.print(context.json ? JSON.stringify(event) : eventLine(event, context, names))
    left -= page.events.length
    from = page.next
  }
  if (from !== null) context.note(context.say('events.more', { after: from }))
}
