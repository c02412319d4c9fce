import type { Command } from 'commander'
import { once } from 'node:events'
import type { Client, TaskQuery } from '../client.ts'
import type { CommandContext } from '../context.ts'
import { CommandFailure, misuse } from '../failure.ts'
import { readMoment } from '../input/moment.ts'
import { statusOption } from '../options.ts'

const PAGE = 100

interface ExportOptions extends Pick<TaskQuery, 'status' | 'operation'> {
  readonly since?: number
  readonly until?: number
}

/** `stepwell export [TASK…]`: the histories of tasks as JSON lines, for replay and for keeping. */
export function addExport(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('export')
    .description(say('help.export'))
    .argument('[tasks...]', say('help.export.tasks'))
    .addOption(statusOption(say('help.list.status')))
    .option('--operation <name>', say('help.list.operation'))
    .option('--since <moment>', say('help.export.since'), text => readMoment(text, '--since'))
    .option('--until <moment>', say('help.export.until'), text => readMoment(text, '--until'))
    .action(async (named: readonly string[], options: ExportOptions) => {
      const client = context.client()
      if (named.length > 0 && Object.keys(options).length > 0) throw misuse('export.namedAndFound')
      let count = 0
      for await (const trace of named.length > 0 ? tracesOf(client, named) : tracesFound(client, options)) {
        await write(trace, context)
        count++
      }
      if (count === 0) context.note(say('list.none'))
    })
}

async function* tracesOf(client: Client, tasks: readonly string[]): AsyncGenerator<string> {
  for (const task of tasks) yield client.trace(task)
}

/** Traces of the project's tasks, newest submission first. */
async function* tracesFound(
  client: Client,
  { since = -Infinity, until = Infinity, ...query }: ExportOptions,
): AsyncGenerator<string> {
  let after: string | null = null
  do {
    const page = await client.tasks({ ...query, limit: PAGE, after: after ?? undefined })
    for (const { id, createdAt } of page.tasks) {
      const at = Date.parse(createdAt)
      if (at < since) return
      const trace = at < until ? await traceUnlessGone(client, id) : null
      if (trace !== null) yield trace
    }
    after = page.next
  } while (after !== null)
}

/** Null: the task was removed since it was listed. */
async function traceUnlessGone(client: Client, task: string): Promise<string | null> {
  try {
    return await client.trace(task)
  } catch (error) {
    if (error instanceof CommandFailure && error.refusal?.code === 'task_not_found') return null
    throw error
  }
}

/** Waits while whoever reads is slower: a year of tasks must not gather in memory. */
async function write(text: string, { surroundings: { stdout } }: CommandContext): Promise<void> {
  if (!stdout.write(text)) await once(stdout, 'drain')
}
