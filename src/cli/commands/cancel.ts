import type { Command } from 'commander'
import { printResult, type CommandContext } from '../context.ts'
import { exitCodes } from '../failure.ts'
import { watchTask } from '../watch/watch-task.ts'

interface CancelOptions {
  readonly reason?: string
  readonly wait?: boolean
}

/** `stepwell cancel TASK`: asks a task to stop; with `--wait`, until it has. */
export function addCancel(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('cancel')
    .description(say('help.cancel'))
    .argument('<task>', say('help.task'))
    .option('--reason <text>', say('help.reason'))
    .option('--wait', say('help.cancel.wait'))
    .action(async (id: string, { reason, wait }: CancelOptions) => {
      const task = await context.client().cancel(id, reason)
      if (wait !== true)
        return printResult(context, task, () => [
          task.endedAt === null ? say('cancel.asked', { task: id }) : say('cancel.done', { task: id }),
        ])
      const ended = await watchTask(id, context)
      if (ended === null) return context.exitWith(exitCodes.interrupted)
      // What was asked for here is the cancel: a task that ended otherwise did not do it.
      return context.exitWith(ended.status === 'cancelled' ? exitCodes.done : exitCodes.taskFailed)
    })
}
