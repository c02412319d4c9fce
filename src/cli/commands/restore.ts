import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { RestoredFolder } from '../../upkeep.ts'
import { printResult, type CommandContext } from '../context.ts'
import { momentText, ringLine, taskCountLines } from '../text/backup-contents.ts'
import { formatMoment, formatNumber } from '../../telling/format.ts'

interface RestoreCommandOptions {
  readonly force?: boolean
  readonly data?: string
}

/** `stepwell restore FILE`: makes a data folder of a backup. */
export function addRestore(program: Command, context: CommandContext): void {
  const { say, settings, surroundings } = context
  program
    .command('restore')
    .description(say('help.restore'))
    .argument('<file>', say('help.restore.file'))
    .option('--force', say('help.restore.force'))
    .option('--data <folder>', say('help.serve.data'))
    .addHelpText('after', `\n${say('help.restore.after')}`)
    .action(async (file: string, { force = false, data = settings.data }: RestoreCommandOptions) => {
      const { restoreFolder } = await import('../../upkeep.ts')
      const { now } = surroundings
      tell(resolve(file), resolve(data), await restoreFolder(data, file, { force, now }), context)
    })
}

function tell(
  file: string,
  folder: string,
  { database, contents, keptAside, keyRing }: RestoredFolder,
  context: CommandContext,
): void {
  const { say, language } = context
  const { sizeBytes, schemaVersion, tasks, newestAt } = contents
  const result = {
    file,
    database,
    sizeBytes,
    schemaVersion,
    newestAt: momentText(newestAt),
    tasks,
    keptAside,
    keyRing,
  }
  const unended = tasks.pending + tasks.running + tasks.paused
  printResult(context, result, () => [
    newestAt === null
      ? say('restore.doneEmpty', { file, database })
      : say('restore.done', { file, database, moment: formatMoment(newestAt, language) }),
    ...taskCountLines(tasks, context),
    ...(keptAside === null ? [] : [say('restore.keptAside', { file: keptAside })]),
    ringLine(keyRing, context),
    ...(unended === 0 ? [] : [say('restore.goesOn', { count: formatNumber(unended, language) })]),
    say(unended === 0 ? 'restore.next' : 'restore.nextHeld', { folder }),
  ])
}
