import type { LogRow } from '../../../../../src/telling/log-rows.ts'
import type { Say } from '../../../../../src/words/telling.ts'

/** A log as text: each line with its moment, attempt and step; and where lines are missing. */
export function logText(rows: readonly LogRow[], say: Say): string {
  return rows.map(row => `${rowText(row, say)}\n`).join('')
}

function rowText(row: LogRow, say: Say): string {
  if (row.type === 'attempt') return say('logs.attempt', { number: row.number })
  if (row.type === 'gone') return say('logs.gone', { count: row.count, step: row.step ?? say('logs.noStep') })
  const { at, attempt, step, text } = row.line
  return `${at} ${attempt} ${step ?? '-'} ${text}`
}

const untilTakenUpMs = 60_000

/** Gives the log of a task as a file. */
export function downloadLog(task: string, rows: readonly LogRow[], say: Say): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([logText(rows, say)], { type: 'text/plain' }))
  link.download = `${task}.log`
  link.click()
  // The browser takes it up after the click, and not at once.
  setTimeout(() => URL.revokeObjectURL(link.href), untilTakenUpMs)
}
