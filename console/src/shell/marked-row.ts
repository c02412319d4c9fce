import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useKeys } from './keys.ts'

/** The row of a list that the keyboard is at, and opens; -1: none. */
export function useMarkedRow(places: readonly string[]): number {
  const [, navigate] = useLocation()
  const [marked, setMarked] = useState(-1)
  const move = (by: number): void => setMarked(Math.min(places.length - 1, Math.max(0, marked + by)))
  useEffect(() => {
    void document.querySelector('[data-marked="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const place = places[marked]
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ...(place === undefined ? {} : { Enter: () => navigate(place) }),
  })
  return marked
}
