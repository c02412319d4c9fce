import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import styles from './virtual-rows.module.css'

interface LongList {
  readonly count: number
  /** What a row that was not drawn yet is taken to be high, in pixels. */
  readonly height: (index: number) => number
  /** What tells a row from the others, wherever it stands. */
  readonly keyOf: (index: number) => string | number
  /** Whether new rows come before the others: as long as the first ones are not seen, what is seen stays where it is. */
  readonly growsInFront?: boolean
}

/** Where the rows of a long list are, and how to get to one of them. */
interface Rows {
  readonly space: RefObject<HTMLDivElement | null>
  readonly virtualizer: ReturnType<typeof useWindowVirtualizer>
}

/** Rows beyond the edges of the window that are drawn, so that a turn of the wheel shows no gap. */
const drawnBeyond = 12
/** What the head of the page covers, as `scroll-padding-top` says. */
const headHeight = 80

/** The rows of a long list, which scroll with the page: only those near the window are drawn. */
export function useRows({ count, height, keyOf, growsInFront = false }: LongList): Rows {
  const space = useRef<HTMLDivElement>(null)
  const top = useTop(space)
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: height,
    overscan: drawnBeyond,
    scrollMargin: top,
    scrollPaddingStart: headHeight,
    getItemKey: keyOf,
    anchorTo: growsInFront && scrollY > top ? 'end' : 'start',
  })
  return { space, virtualizer }
}

/** How far down its page an element begins, in pixels, also when what stands above it has changed. */
function useTop(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const shown = element.current
    if (shown === null) return undefined
    const measure = (): void => setTop(Math.round(shown.getBoundingClientRect().top + scrollY))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(shown.closest('main') ?? document.body)
    return () => observer.disconnect()
  }, [element])
  return top
}

interface VirtualRowsProps {
  readonly rows: Rows
  readonly children: (index: number) => ReactNode
}

/** Those rows of a table that are near the window, each at its place. */
export function VirtualRows({ rows: { space, virtualizer }, children }: VirtualRowsProps): ReactNode {
  return (
    <div
      ref={space}
      role="rowgroup"
      className={styles['space']}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => (
        <div
          key={key}
          role="presentation"
          ref={virtualizer.measureElement}
          data-index={index}
          className={styles['placed']}
          style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
        >
          {children(index)}
        </div>
      ))}
    </div>
  )
}
