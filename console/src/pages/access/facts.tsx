import type { ReactNode } from 'react'
import styles from './facts.module.css'

/** What is known of something, one beside the other. */
export function Facts({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className={styles['facts']}>{children}</dl>
}

/** One of the {@link Facts}. */
export function Fact({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <div>
      <dt className={styles['title']}>{title}</dt>
      <dd className={styles['value']}>{children}</dd>
    </div>
  )
}
