import type { Command } from 'commander'
import type { Language } from '../../core/words.ts'
import type { TaskList, TaskView } from '../../dialects/native/schema.ts'
import type { Client, TaskQuery } from '../client.ts'
import { columnsOf, printResult, type CommandContext } from '../context.ts'
import { countOption, serviceOption, statusOption } from '../options.ts'
import { isEstimable } from '../../telling/going.ts'
import { printable } from '../../telling/printable.ts'
import { formatDuration, formatMoment, formatPlace } from '../../telling/format.ts'
import { fittingTable, type Column } from '../text/table.ts'

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

function taskTable(tasks: readonly TaskView[], context: CommandContext): readonly string[] {
  const { say, language, surroundings } = context
  const columns: readonly Column<TaskView>[] = [
    { heading: say('heading.task'), cell: task => task.id, rank: 9 },
    { heading: say('heading.operation'), cell: task => task.operation.name, rank: 2 },
    {
      heading: say('heading.instance'),
      cell: ({ uses }) => uses.map(({ id, name }) => printable(name ?? id)).join(' → '),
      rank: 5,
    },
    { heading: say('heading.status'), cell: task => statusOf(task, context), rank: 9 },
    { heading: '%', cell: task => String(task.percent).padStart(3), rank: 4 },
    { heading: say('heading.remaining'), cell: task => remainingOf(task, language), rank: 3 },
    {
      heading: say('heading.submitted'),
      cell: task => formatMoment(Date.parse(task.createdAt), language),
      rank: 1,
    },
  ]
  // What is no terminal has no width, and is perhaps a program that counts on all columns.
  return fittingTable(columns, tasks, surroundings.stdout.isTTY === true ? columnsOf(surroundings) : Infinity)
}

/** The status, and for a task that waits its place or its time. */
function statusOf(
  { statusText, status, queue, dueAt }: TaskView,
  { say, language, surroundings }: CommandContext,
): string {
  if (status !== 'pending' || queue === null) return statusText
  if (queue.place !== null)
    return say('list.place', { status: statusText, place: formatPlace(queue.place, language) })
  const seconds = (Date.parse(dueAt) - surroundings.now()) / 1000
  return say('list.notDue', { status: statusText, duration: formatDuration(seconds, language) })
}

function remainingOf(view: TaskView, language: Language): string {
  const { remainingSeconds } = view
  return remainingSeconds === null || !isEstimable(view) ? '' : formatDuration(remainingSeconds, language)
}
