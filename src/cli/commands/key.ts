import type { Command } from 'commander'
import { printResult, type CommandContext } from '../context.ts'
import { misuse } from '../failure.ts'

interface KeyOptions {
  readonly project: string
  readonly administrator?: boolean
}

/** `stepwell key create`: a new access key; its secret and token are shown this once. */
export function addKey(program: Command, context: CommandContext): void {
  const { say } = context
  program
    .command('key')
    .description(say('help.key'))
    .command('create')
    .description(say('help.keyCreate'))
    .requiredOption('--project <id>', say('help.keyCreate.project'))
    .option('--administrator', say('help.keyCreate.administrator'))
    .action(async ({ project, administrator }: KeyOptions) => {
      if (!/^[0-9a-f]{32}$/.test(project)) throw misuse('key.badProject')
      const key = await context.client().createKey({ project, administrator: administrator === true })
      printResult(context, key, () => [
        `export STEPWELL_ACCESS_KEY=${key.accessKey}`,
        `export STEPWELL_SECRET_KEY=${key.secretKey}`,
        `export STEPWELL_TOKEN=${key.token}`,
      ])
      context.note(say('key.once'))
    })
}
