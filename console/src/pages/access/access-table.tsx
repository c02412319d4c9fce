import { useEffect, type ReactNode } from 'react'
import { useMarkedRow } from '../../parts/marked-row.ts'
import lines from '../../parts/rows.module.css'
import { useRows, VirtualRows } from '../../parts/virtual-rows.tsx'
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
  const rows = useRows({
    count: all.length,
    height: () => rowHeight,
    keyOf: index => (all[index] === undefined ? index : keyOf(all[index])),
  })
  const last = rows.virtualizer.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= all.length - 20) more?.()
  }, [last, all.length, more])
  const marked = useMarkedRow({
    count: all.length,
    placeOf: index => (all[index] === undefined ? undefined : placeOf?.(all[index])),
    show: index => rows.virtualizer.scrollToIndex(index),
  })

  return (
    <div
      className={`${lines['list']} ${styles['table']}`}
      data-kind={kind}
      role="table"
      aria-label={label}
      aria-rowcount={isComplete ? all.length + 1 : -1}
    >
      <div role="rowgroup">
        <div className={`${lines['head']} ${styles['head']}`} role="row" aria-rowindex={1}>
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
              className={`${lines['row']} ${styles['row']}`}
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
