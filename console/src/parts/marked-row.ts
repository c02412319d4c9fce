import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useKeys } from './keys.ts'

/** The row of a list that the keyboard is at, and opens; -1: none. It stays the same row when others come before it. */
export function useMarkedRow(places: readonly string[]): number {
  const [, navigate] = useLocation()
  const [place, setPlace] = useState<string>()
  const marked = place === undefined ? -1 : places.indexOf(place)
  const move = (by: number): void => setPlace(places[Math.min(places.length - 1, Math.max(0, marked + by))])
  useEffect(() => {
    void document.querySelector('[data-marked="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [place])
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ...(place === undefined || marked === -1 ? {} : { Enter: () => navigate(place) }),
  })
  return marked
}
