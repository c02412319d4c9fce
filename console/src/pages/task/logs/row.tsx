import { memo, type ReactNode } from 'react'
import { formatTimeOfDay } from '../../../../../src/telling/format.ts'
import type { LogRow } from '../../../../../src/telling/log-rows.ts'
import { useLanguage } from '../../../words/language.tsx'
import styles from './logs.module.css'

interface RowProps {
  readonly row: LogRow
  /** What a step is called; null: outside any. */
  readonly titleOf: (step: string | null) => string
}

/** A line of a log, where the next attempt begins, or how many lines are missing. */
export const Row = memo(function Row({ row, titleOf }: RowProps): ReactNode {
  const { language, say } = useLanguage()
  if (row.type === 'attempt')
    return <h2 className={styles['attempt']}>{say('logs.attempt', { number: row.number })}</h2>
  if (row.type === 'gone')
    return <p className={styles['gone']}>{say('logs.gone', { count: row.count, step: titleOf(row.step) })}</p>
  const { at, step, text } = row.line
  return (
    <div className={styles['line']}>
      <time className="numbers" dateTime={at}>
        {formatTimeOfDay(Date.parse(at), language)}
      </time>
      <span className={styles['step']}>{titleOf(step)}</span>
      <span className={styles['text']}>{text}</span>
    </div>
  )
})
