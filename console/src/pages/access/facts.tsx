import type { ReactNode } from 'react'
import styles from './facts.module.css'

/** What is known of something, one beside the other. */
export function Facts({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className={styles['facts']}>{children}</dl>
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
