import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { KeyActions } from './key-reader.ts'
import { useKeys } from './keys.ts'

interface MarkedList {
  readonly count: number
  /** Where the page of a row is; it names the row, also when others come before it. Undefined: there is none. */
  readonly placeOf: (index: number) => string | undefined
  /** Brings a row into view. */
  readonly show: (index: number) => void
  /** What further keys do to the row that is marked. */
  readonly keysOf?: (index: number) => KeyActions
}

/** The row of a list that the keyboard is at, and opens; -1: none. */
export function useMarkedRow({ count, placeOf, show, keysOf = () => ({}) }: MarkedList): number {
  const [, navigate] = useLocation()
  const [place, setPlace] = useState<string>()
  const marked = place === undefined ? -1 : indexOf(place, count, placeOf)
  const move = (by: number): void => setPlace(placeOf(Math.min(count - 1, Math.max(0, marked + by))))
  useEffect(() => {
    if (marked !== -1) show(marked)
    // Only when it is moved: rows that come in must not take a reader back to it.
  }, [place])
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ...(place === undefined || marked === -1 ? {} : { Enter: () => navigate(place), ...keysOf(marked) }),
  })
  return marked
}

function indexOf(place: string, count: number, placeOf: MarkedList['placeOf']): number {
  for (let index = 0; index < count; index += 1) if (placeOf(index) === place) return index
  return -1
}
