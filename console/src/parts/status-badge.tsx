import type { ReactNode } from 'react'
import type { Step, Task } from '../api/native.generated.ts'
import styles from './status-badge.module.css'

/** How a status looks: what goes well, what needs a look, what is bad, what rests. */
export type Tone = 'running' | 'good' | 'warning' | 'bad' | 'idle'

const tones: Readonly<Record<Task['status'] | Step['status'], Tone>> = {
  pending: 'idle',
  waiting: 'idle',
  running: 'running',
  paused: 'warning',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'idle',
  skipped: 'idle',
}

/** How a task looks: one that stands still does not look as if it ran. */
export const toneOf = ({ status, stall }: Pick<Task, 'status'> & Partial<Pick<Task, 'stall'>>): Tone =>
  status === 'running' && stall !== null && stall !== undefined ? 'warning' : tones[status]

/** A status in words and colour. */
export function StatusBadge({ tone, text }: { readonly tone: Tone; readonly text: string }): ReactNode {
  return (
    <span className={styles['badge']} data-tone={tone}>
      <span className={styles['dot']} aria-hidden />
      {text}
    </span>
  )
}

/** How a step looks. */
export const toneOfStep = ({ status }: Pick<Step, 'status'>): Tone => tones[status]
