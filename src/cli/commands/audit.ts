import type { Command } from 'commander'
import { columnsOf, printResult, type CommandContext } from '../context.ts'
import { countOption } from '../options.ts'
import { auditTable } from '../text/audit.ts'

interface AuditOptions {
  readonly limit: number
  readonly before?: number
  readonly act?: string
}

/** `stepwell audit`: who came in, and who changed what of who may do what. */
export function addAudit(program: Command, context: CommandContext): void {
  const { say, surroundings } = context
  program
    .command('audit')
    .description(say('help.audit'))
    .addOption(countOption('--limit <count>', say('help.audit.limit'), 1000, 50))
    .addOption(countOption('--before <id>', say('help.audit.before'), Number.MAX_SAFE_INTEGER))
    .option('--act <act>', say('help.audit.act'))
    .action(async ({ limit, before, act }: AuditOptions) => {
      const page = await context.client().accounts.audit({ limit, before, act })
      // What is no terminal has no width, and is perhaps a program that counts on all of it.
      const width = surroundings.stdout.isTTY === true ? columnsOf(surroundings) : Infinity
      printResult(context, page, () =>
        page.entries.length === 0 ? [say('audit.none')] : auditTable(page.entries, context, width),
      )
      if (page.next !== null) context.note(say('audit.more', { id: page.next }))
    })
}
