import { Option, type Command } from 'commander'
import { readPort } from '../../config.ts'
import type { CommandContext } from '../context.ts'
import { repeatedOption } from '../options.ts'

interface ServeOptions {
  readonly operations?: readonly string[]
  readonly hold?: boolean
  readonly developmentCertificate?: boolean
  readonly port?: number
  readonly host?: string
  readonly data?: string
}

/** `stepwell serve`: runs the server until it is told to stop. */
export function addServe(program: Command, context: CommandContext): void {
  const { say, settings } = context
  program
    .command('serve')
    .description(say('help.serve'))
    .addOption(repeatedOption('--operations <path>', say('help.serve.operations')))
    .addOption(
      new Option('--port <number>', say('help.serve.port')).argParser(text => readPort(text, '--port')),
    )
    .option('--host <address>', say('help.serve.host'))
    .option('--data <folder>', say('help.serve.data'))
    .option('--development-certificate', say('help.serve.developmentCertificate'))
    .option('--hold', say('help.serve.hold'))
    .action(
      async ({ operations = [], hold = false, developmentCertificate = false, ...given }: ServeOptions) => {
        // Only here: a client command need not wait for the server's parts to load.
        const { serve } = await import('../../serve/serve.ts')
        const chosen = {
          operations,
          hold,
          developmentCertificate,
          language: context.language,
          json: context.json,
        }
        await serve({ ...settings, ...given, ...chosen })
      },
    )
}
