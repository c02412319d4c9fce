import type { ReactNode } from 'react'
import type { Tone } from './status-badge.tsx'
import styles from './progress-bar.module.css'

/** How far something is, as a bar. */
export function ProgressBar({
  percent,
  tone,
  label,
}: {
  readonly percent: number
  readonly tone: Tone
  readonly label: string
}): ReactNode {
  return (
    <div
      className={styles['bar']}
      data-tone={tone}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className={styles['done']} style={{ width: `${percent}%` }} />
    </div>
  )
}
