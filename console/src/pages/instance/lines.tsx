import type { ReactNode } from 'react'
import styles from './lines.module.css'

interface LinesProps {
  readonly kind: 'queue' | 'history'
  readonly title: string
  readonly columns: readonly string[]
  readonly children: ReactNode
  /** What stands below the last line. */
  readonly end?: ReactNode
}

/** Tasks of an instance, one a line. */
export function Lines({ kind, title, columns, children, end }: LinesProps): ReactNode {
  return (
    <div className={`${styles['lines']} ${styles[kind]}`}>
      <div role="table" aria-label={title}>
        <div role="rowgroup">
          <div role="row" className={styles['head']}>
            {columns.map(column => (
              <div key={column} role="columnheader">
                {column}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup">{children}</div>
      </div>
      {end !== undefined && <div className={styles['more']}>{end}</div>}
    </div>
  )
}
