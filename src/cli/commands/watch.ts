import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { outcomeOf, watchTask } from '../watch/watch-task.ts'

/** `stepwell watch TASK`: shows a task until it ends; the exit status tells how. */
export function addWatch(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('watch')
    .description(say('help.watch'))
    .argument('<task>', say('help.task'))
    .addHelpText('after', `\n${say('help.exitCodes')}`)
    .action(async (id: string) => context.exitWith(outcomeOf(await watchTask(id, context))))
}
