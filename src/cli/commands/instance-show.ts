import type { Command } from 'commander'
import { printResult, type CommandContext } from '../context.ts'
import { instanceLines } from '../text/instance.ts'

/** `stepwell instance show NAME`: all about one instance; who may not list may still see it. */
export function addInstanceShow(instance: Command, context: CommandContext): void {
  const { say, language } = context
  instance
    .command('show')
    .description(say('help.instanceShow'))
    .argument('<name>', say('help.instanceName'))
    .action(async (name: string) => {
      const shown = await context.client().instance(name)
      printResult(context, shown, () => instanceLines(shown, language))
    })
}
