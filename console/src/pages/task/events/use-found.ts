import { useEffect, useState } from 'react'

/** So long at once the page may be kept from anything else. */
const sliceMs = 10

/**
 * Those of many items whose text has something in it, in their order; all of them while nothing is searched for. `textOf`
 * may be slow: the search gives way to the page again and again, and what was found before stands until it is through.
 */
export function useFound<Item>(
  items: readonly Item[],
  wanted: string,
  textOf: (item: Item) => string,
): readonly Item[] {
  const [found, setFound] = useState<readonly Item[]>([])
  useEffect(() => {
    if (wanted === '') return undefined
    const lower = wanted.toLowerCase()
    const fitting: Item[] = []
    let next = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = (): void => {
      const until = performance.now() + sliceMs
      for (; next < items.length && performance.now() < until; next++)
        if (textOf(items[next]!).toLowerCase().includes(lower)) fitting.push(items[next]!)
      if (next < items.length) timer = setTimeout(look)
      else setFound(fitting)
    }
    look()
    return () => clearTimeout(timer)
  }, [items, wanted, textOf])
  return wanted === '' ? items : found
}
