import type { Command } from 'commander'
import { printResult, type CommandContext } from '../context.ts'

interface RotateOptions {
  readonly data?: string
  readonly keep?: boolean
}

/** `stepwell key-ring rotate`: another key seals what is secret in a data folder. */
export function addKeyRing(program: Command, context: CommandContext): void {
  const { say, settings } = context
  program
    .command('key-ring')
    .description(say('help.keyRing'))
    .command('rotate')
    .description(say('help.keyRingRotate'))
    .option('--keep', say('help.keyRingRotate.keep'))
    .option('--data <folder>', say('help.serve.data'))
    .action(async ({ data = settings.data, keep = false }: RotateOptions) => {
      const { rotateKeyRing } = await import('../../upkeep.ts')
      const rotated = await rotateKeyRing(data, { keep })
      printResult(context, rotated, () => [
        say('keyRing.rotated', {
          file: rotated.file,
          count: rotated.secrets,
          key: rotated.keys.at(-1) ?? '',
        }),
        say(keep ? 'keyRing.kept' : 'keyRing.dropped'),
      ])
    })
}
