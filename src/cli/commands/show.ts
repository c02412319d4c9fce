import type { Command } from 'commander'
import type { TaskView } from '../../dialects/native/schema.ts'
import { columnsOf, printResult, type CommandContext } from '../context.ts'
import { renderTask } from '../task/render-task.ts'
import { printable } from '../text/display-width.ts'
import { formatMoment } from '../text/format.ts'
import { wantsColour } from '../text/paint.ts'
import { listing } from '../text/table.ts'

/** `stepwell show TASK`: all about a task as it stands now. */
export function addShow(program: Command, context: CommandContext): void {
  const { say, language, surroundings } = context
  program
    .command('show')
    .description(say('help.show'))
    .argument('<task>', say('help.task'))
    .action(async (id: string) => {
      const task = await context.client().task(id)
      printResult(context, task, () => [
        ...renderTask(task, {
          columns: columnsOf(surroundings),
          colour: wantsColour(surroundings.stdout),
          language,
          now: surroundings.now(),
        }),
        '',
        ...factsOf(task, context),
      ])
    })
}

function factsOf(task: TaskView, { say, language }: CommandContext): readonly string[] {
  const moment = (at: string | null): string | null =>
    at === null ? null : formatMoment(Date.parse(at), language)
  const input = JSON.stringify(task.input)
  return listing([
    [say('task.submittedAt'), moment(task.createdAt)],
    [say('task.submittedBy'), printable(task.submittedBy)],
    [say('task.startedAt'), moment(task.startedAt)],
    [say('task.endedAt'), moment(task.endedAt)],
    [say('task.priority'), task.priority === 'urgent' ? say('task.urgent') : null],
    [say('task.input'), input === '{}' ? null : printable(input)],
  ])
}
