import type { Command } from 'commander'
import type { TaskList, TaskView } from '../../dialects/native/schema.ts'
import type { Client, TaskQuery } from '../client.ts'
import { printResult, type CommandContext } from '../context.ts'
import { countOption, serviceOption, statusOption } from '../options.ts'
import { printable } from '../text/display-width.ts'
import { formatDuration, formatMoment } from '../text/format.ts'
import { table } from '../text/table.ts'

const PAGE = 100

interface ListOptions extends TaskQuery {
  readonly limit: number
}

/** `stepwell list`: tasks, newest first. */
export function addList(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('list')
    .description(say('help.list'))
    .addOption(statusOption(say('help.list.status')))
    .addOption(serviceOption(say('help.list.service')))
    .option('--instance <name>', say('help.list.instance'))
    .option('--operation <name>', say('help.list.operation'))
    .addOption(countOption('--limit <number>', say('help.limit'), 10_000, 20))
    .action(async (options: ListOptions) => {
      const { tasks, more } = await collect(context.client(), options)
      printResult(context, { tasks, more }, () => [
        ...(tasks.length === 0 ? [say('list.none')] : taskTable(tasks, context)),
        ...(more ? [say('list.more', { count: tasks.length })] : []),
      ])
    })
}

/** Pages through until there are as many as asked for, or no more. */
async function collect(
  client: Client,
  query: ListOptions,
): Promise<{ readonly tasks: readonly TaskView[]; readonly more: boolean }> {
  const tasks: TaskView[] = []
  let after: string | null = null
  do {
    const limit = Math.min(PAGE, query.limit - tasks.length)
    const page: TaskList = await client.tasks({ ...query, limit, after: after ?? undefined })
    tasks.push(...page.tasks)
    after = page.next
  } while (after !== null && tasks.length < query.limit)
  return { tasks, more: after !== null }
}

function taskTable(tasks: readonly TaskView[], { say, language }: CommandContext): readonly string[] {
  const headings = [
    say('heading.task'),
    say('heading.operation'),
    say('heading.instance'),
    say('heading.status'),
    '%',
    say('heading.remaining'),
    say('heading.submitted'),
  ]
  const rows = tasks.map(task => [
    task.id,
    task.operation.name,
    printable(task.instance.name ?? task.instance.id),
    task.statusText,
    String(task.percent).padStart(3),
    task.remainingSeconds === null || task.endedAt !== null
      ? ''
      : formatDuration(task.remainingSeconds, language),
    formatMoment(Date.parse(task.createdAt), language),
  ])
  return table(headings, rows)
}
