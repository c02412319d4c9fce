import type { Command } from 'commander'
import { printResult, type CommandContext } from '../context.ts'

/** `stepwell instance remove NAME`: takes an instance out of the registry; the servers are not touched. */
export function addInstanceRemove(instance: Command, context: CommandContext): void {
  const { say } = context
  instance
    .command('remove')
    .description(say('help.instanceRemove'))
    .argument('<name>', say('help.instanceName'))
    .action(async (name: string) => {
      await context.client().removeInstance(name)
      printResult(context, { removed: name }, () => [say('instance.removed', { name })])
    })
}
