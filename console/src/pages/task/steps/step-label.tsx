import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatBytes, formatCompact, formatPercent, formatRate } from '../../../../../src/telling/format.ts'
import { rowTitle } from '../../../../../src/telling/title.ts'
import { unitIn } from '../../../../../src/words/telling.ts'
import type { Step, SubStep } from '../../../api/native.generated.ts'
import { toneOfStep } from '../../../parts/status-badge.tsx'
import { useLanguage } from '../../../words/language.tsx'
import styles from './step-label.module.css'

interface StepLabelProps {
  readonly part: Step | SubStep
  /** Left out: a part of a step. */
  readonly number?: number
  readonly isChosen?: boolean
  readonly choose?: () => void
}

/** A step or a part of one: how it stands, what it is, and how far. */
export function StepLabel({ part, number, isChosen, choose }: StepLabelProps): ReactNode {
  const title = (
    <>
      {number !== undefined && <span className={styles['number']}>{number}</span>}
      {rowTitle(part)}
    </>
  )
  return (
    <div className={styles['label']} data-waits={part.status === 'waiting'}>
      <span className={styles['mark']} data-tone={toneOfStep(part)} title={part.statusText}>
        <span className={styles['hidden']}>{part.statusText}</span>
      </span>
      {choose === undefined ? (
        <span className={styles['title']}>{title}</span>
      ) : (
        <UnstyledButton className={styles['title']} aria-pressed={isChosen} onClick={choose}>
          {title}
        </UnstyledButton>
      )}
      <span className={`${styles['facts']} numbers`}>
        <Facts part={part} />
      </span>
    </div>
  )
}

/** How far it is and how fast, in few characters. */
function Facts({ part }: { readonly part: Step | SubStep }): ReactNode {
  const { language, say } = useLanguage()
  const { status, percent, done, total, unit, ratePerSecond } = part
  if (status === 'waiting' || status === 'skipped') return null
  const isBytes = unit === 'bytes'
  const amount = (value: number): string =>
    isBytes ? formatBytes(value, language) : formatCompact(value, language)
  const counted =
    done === null || unit === null
      ? null
      : `${amount(done)}${total === null || total === done ? '' : `/${amount(total)}`}${isBytes ? '' : ` ${unitIn(language, unit)}`}`
  const rate =
    status !== 'running' || ratePerSecond === null
      ? null
      : say('task.rate', {
          amount: isBytes ? formatBytes(ratePerSecond, language) : formatRate(ratePerSecond, language),
        })
  const facts = [counted, rate, status === 'running' ? formatPercent(percent) : null]
  return facts.filter(fact => fact !== null).join(' · ')
}
