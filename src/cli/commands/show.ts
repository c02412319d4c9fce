import type { Command } from 'commander'
import { columnsOf, printResult, type CommandContext } from '../context.ts'
import { renderTask } from '../task/render-task.ts'
import { operationTitles } from '../../telling/operation-titles.ts'
import { reportLines } from '../task/task-report.ts'
import { titlesOfTask } from '../task/titles-of-task.ts'
import { wantsColour } from '../text/paint.ts'

/** `stepwell show TASK`: all about a task as it stands now. */
export function addShow(program: Command, context: CommandContext): void {
  const { say, language, surroundings } = context
  program
    .command('show')
    .description(say('help.show'))
    .argument('<task>', say('help.task'))
    .action(async (id: string) => {
      const task = await context.client().task(id)
      const titles = context.json ? operationTitles(null) : await titlesOfTask(task, context)
      const options = {
        columns: columnsOf(surroundings),
        colour: wantsColour(surroundings.stdout),
        language,
        now: surroundings.now(),
        titles,
      }
      printResult(context, task, () => [...renderTask(task, options), ...reportLines(task, options)])
    })
}
