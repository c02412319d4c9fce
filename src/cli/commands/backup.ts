import type { Command } from 'commander'
import { createLogUpdate } from 'log-update'
import type { FolderBackup } from '../../upkeep.ts'
import { printResult, type CommandContext } from '../context.ts'
import { exitCodes } from '../failure.ts'
import { momentText, ringLine, taskCountLines } from '../text/backup-contents.ts'
import { formatBytes, formatMoment } from '../../telling/format.ts'

interface BackupCommandOptions {
  readonly force?: boolean
  readonly data?: string
}

/** `stepwell backup FILE`: a copy of the store, of one moment. */
export function addBackup(program: Command, context: CommandContext): void {
  const { say, settings, surroundings } = context
  program
    .command('backup')
    .description(say('help.backup'))
    .argument('<file>', say('help.backup.file'))
    .option('--force', say('help.backup.force'))
    .option('--data <folder>', say('help.serve.data'))
    .addHelpText('after', `\n${say('help.backup.after')}`)
    .action(async (file: string, { force = false, data = settings.data }: BackupCommandOptions) => {
      // Only here: a client command need not wait for the store's parts to load.
      const { backUpFolder } = await import('../../upkeep.ts')
      using interrupt = surroundings.catchInterrupt()
      const { signal } = interrupt
      const line = progressLine(context)
      try {
        const { now } = surroundings
        const taken = await backUpFolder(data, file, { force, now, signal, progress: line.show })
        line.clear()
        tell(taken, context)
      } catch (error) {
        line.clear()
        if (!signal.aborted) throw error
        context.note(say('backup.interrupted'))
        context.exitWith(exitCodes.interrupted)
      }
    })
}

function tell({ file, takenAt, contents, keyRing }: FolderBackup, context: CommandContext): void {
  const { say, language } = context
  const { sizeBytes, schemaVersion, tasks, newestAt } = contents
  const result = {
    file,
    takenAt: momentText(takenAt),
    sizeBytes,
    schemaVersion,
    newestAt: momentText(newestAt),
    tasks,
    keyRing: { ...keyRing, included: false },
  }
  printResult(context, result, () => [
    say('backup.done', {
      file,
      size: formatBytes(sizeBytes, language),
      moment: formatMoment(takenAt, language),
    }),
    ...taskCountLines(tasks, context),
    keyRing.state === 'fits' ? say('backup.ringApart', { file: keyRing.file }) : ringLine(keyRing, context),
  ])
}

/** One line that tells how far the copy is, drawn in place; nothing where no person looks. */
function progressLine({ surroundings, json, say, language }: CommandContext) {
  const { stderr } = surroundings
  if (json || stderr.isTTY !== true) return { show: () => {}, clear: () => {} }
  const update = createLogUpdate(stderr)
  let shown = ''
  return {
    show(doneBytes: number, totalBytes: number): void {
      const [done, total] = [doneBytes, totalBytes].map(bytes => formatBytes(bytes, language)) as [
        string,
        string,
      ]
      const percent = Math.floor((doneBytes / totalBytes) * 100)
      const text = percent < 100 ? say('backup.progress', { percent, done, total }) : say('backup.checking')
      if (text !== shown) update(text)
      shown = text
    },
    clear(): void {
      update.clear()
      update.done()
    },
  }
}
