import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'
import styles from './followed-rows.module.css'

interface FollowedRowsProps {
  readonly label: string
  readonly count: number
  /** Names a row for good, whatever comes before it. */
  readonly keyOf: (index: number) => string | number
  readonly row: (index: number) => ReactNode
  /** Pixels, as a row is likely to be. */
  readonly rowHeight: number
  /** Called when the end comes into view or goes out of it. */
  readonly setAtEnd: (isAtEnd: boolean) => void
}

/** So near to the end (pixels) it counts as the end. */
const nearEnd = 16

/**
 * A box of any number of rows, of which only those that are seen are drawn. It opens at its end and stays there as rows
 * come in, until somebody scrolls up; then what is read stands still, and a button leads back.
 */
export function FollowedRows(props: FollowedRowsProps): ReactNode {
  const { label, count, keyOf, row, rowHeight, setAtEnd } = props
  const { say } = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  const [isAtEnd, setIsAtEnd] = useState(true)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    getItemKey: keyOf,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: nearEnd,
    onChange: changed => setIsAtEnd(changed.isAtEnd()),
  })
  useEffect(() => setAtEnd(isAtEnd), [isAtEnd, setAtEnd])
  const isEmpty = count === 0
  useEffect(() => {
    if (!isEmpty) rows.scrollToEnd()
  }, [isEmpty, rows])

  return (
    <div className={styles['frame']}>
      <div ref={box} className={styles['box']} tabIndex={0} role="group" aria-label={label}>
        <div className={styles['space']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className={styles['row']}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row(index)}
            </div>
          ))}
        </div>
      </div>
      {!isAtEnd && (
        <Button size="compact-sm" className={styles['toEnd']} onClick={() => rows.scrollToEnd()}>
          {say('logs.toTheEnd')}
        </Button>
      )}
    </div>
  )
}
