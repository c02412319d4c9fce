import type { AuditEntryView } from '../../dialects/native/account-schema.ts'
import { auditDetails } from '../../telling/audit-details.ts'
import { formatMoment } from '../../telling/format.ts'
import { printable } from '../../telling/printable.ts'
import { auditActWords } from '../../words/audit.ts'
import type { CommandContext } from '../context.ts'
import { displayWidth, truncate } from './display-width.ts'
import { table, type Column } from './table.ts'

/** So many columns say something of what was changed, where there are no more. */
const leastDetails = 24

/** The audit, a line an entry, of so many columns of text at most: what there is no room for goes, its details are cut. */
export function auditTable(
  entries: readonly AuditEntryView[],
  { say, language }: Pick<CommandContext, 'say' | 'language'>,
  width: number,
): readonly string[] {
  const at = column(say('heading.at'), entry => formatMoment(Date.parse(entry.at), language))
  // With the word that `--act` takes.
  const act = column(say('heading.act'), entry => `${auditActWords[entry.act][language]} (${entry.act})`)
  const shortAct = column(say('heading.act'), entry => entry.act)
  const by = column(say('heading.by'), entry => printable(entry.by ?? '-'))
  const from = column(say('heading.from'), ({ address }) => address ?? '-')
  const subject = column(say('heading.subject'), entry => printable(entry.subject ?? '-'))
  const details = column(say('heading.details'), entry => detailsText(entry.details))

  const roomBeside = (columns: readonly AuditColumn[]): number => {
    const [first = ''] = tableOf([...columns, column('.', () => '.')], entries)
    return width - displayWidth(first) + 1
  }
  const longest = Math.max(
    displayWidth(details.heading),
    ...entries.map(entry => displayWidth(details.cell(entry))),
  )
  const wanted = Math.min(longest, leastDetails)
  const narrowest = [at, shortAct, subject]
  const layouts = [
    [at, act, by, from, subject],
    [at, act, by, subject],
    [at, shortAct, by, subject],
  ]
  const layout = layouts.find(columns => roomBeside(columns) >= wanted) ?? narrowest
  const room = roomBeside(layout)
  const cut = { ...details, cell: (entry: AuditEntryView) => truncate(details.cell(entry), room) }
  return tableOf([...layout, cut], entries)
}

type AuditColumn = Omit<Column<AuditEntryView>, 'rank'>
const column = (heading: string, cell: AuditColumn['cell']): AuditColumn => ({ heading, cell })

const tableOf = (columns: readonly AuditColumn[], entries: readonly AuditEntryView[]): readonly string[] =>
  table(
    columns.map(({ heading }) => heading),
    entries.map(entry => columns.map(({ cell }) => cell(entry))),
  )

const detailsText = (details: object): string =>
  auditDetails(details)
    .map(([name, text]) => `${name}=${text}`)
    .join(' ')
