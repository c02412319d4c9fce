import type { ReactNode } from 'react'
import styles from './facts.module.css'

interface FactsProps {
  /** Whether one stands below the other, as what is to be copied does. */
  readonly isStacked?: boolean
  readonly children: ReactNode
}

/** What is known of something. */
export function Facts({ isStacked = false, children }: FactsProps): ReactNode {
  return (
    <dl className={styles['facts']} data-stacked={isStacked}>
      {children}
    </dl>
  )
}

interface FactProps {
  readonly title: string
  /** Whether it takes the room of two. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** One of the {@link Facts}. */
export function Fact({ title, isWide = false, children }: FactProps): ReactNode {
  return (
    <div className={isWide ? styles['wide'] : undefined}>
      <dt className={styles['title']}>{title}</dt>
      <dd className={styles['value']}>{children}</dd>
    </div>
  )
}
