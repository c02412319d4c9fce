import { useEffect, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useRows, VirtualRows } from '../../parts/virtual-rows.tsx'
import { useKeys } from '../../parts/keys.ts'
import styles from './access-table.module.css'

/** A column of a table. */
export interface Column<Row> {
  readonly title: string
  readonly of: (row: Row) => ReactNode
}

interface AccessTableProps<Row> {
  readonly label: string
  /** How its columns share the width; `access-table.module.css` knows it. */
  readonly kind: 'users' | 'keys' | 'projects' | 'policies' | 'audit'
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string | number
  /** The page of a row, which the keyboard opens; left out: it has none. */
  readonly placeOf?: (row: Row) => string
  /** Whether these are all there are; default: they are. */
  readonly isComplete?: boolean
  /** Reads on; null: there is no more, or it is on its way. */
  readonly more?: (() => void) | null
}

const rowHeight = 52

/** Rows of who may do what, of which those near the window are drawn; on a narrow page, one a card. */
export function AccessTable<Row>(props: AccessTableProps<Row>): ReactNode {
  const { label, kind, columns, rows: all, keyOf, placeOf, isComplete = true, more = null } = props
  const [, navigate] = useLocation()
  const [markedKey, setMarked] = useState<string | number | null>(null)
  const keyAt = (index: number): string | number => {
    const row = all[index]
    return row === undefined ? index : keyOf(row)
  }
  const rows = useRows({ count: all.length, height: () => rowHeight, keyOf: keyAt })
  const last = rows.virtualizer.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= all.length - 20) more?.()
  }, [last, all.length, more])

  const marked = all.findIndex(row => keyOf(row) === markedKey)
  const markedRow = all[marked]
  const move = (by: number): void => {
    const next = Math.min(all.length - 1, Math.max(0, marked + by))
    setMarked(keyAt(next))
    rows.virtualizer.scrollToIndex(next)
  }
  useKeys({
    ...(placeOf === undefined ? {} : { j: () => move(1), k: () => move(-1) }),
    ...(placeOf === undefined || markedRow === undefined
      ? {}
      : { Enter: () => navigate(placeOf(markedRow)) }),
  })

  return (
    <div
      className={styles['list']}
      data-kind={kind}
      role="table"
      aria-label={label}
      aria-rowcount={isComplete ? all.length + 1 : -1}
    >
      <div role="rowgroup">
        <div className={styles['head']} role="row" aria-rowindex={1}>
          {columns.map(({ title }) => (
            <div key={title} role="columnheader">
              {title}
            </div>
          ))}
        </div>
      </div>
      <VirtualRows rows={rows}>
        {index => {
          const row = all[index]
          return row === undefined ? null : (
            <div
              className={styles['row']}
              role="row"
              aria-rowindex={index + 2}
              data-marked={index === marked}
            >
              {columns.map(({ title, of }) => (
                <div key={title} role="cell" className={styles['cell']} data-title={title}>
                  {of(row)}
                </div>
              ))}
            </div>
          )
        }}
      </VirtualRows>
    </div>
  )
}
