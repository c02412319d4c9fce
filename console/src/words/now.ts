import { useSyncExternalStore } from 'react'
import type { Telling } from '../../../src/telling/telling.ts'
import { followTime, shownTime } from '../browser/shown-time.ts'
import { useLanguage } from './language.tsx'

/** Milliseconds since the epoch by the server's clock, anew every second, but standing still while the server is away. */
export const useNow = (): number => useSyncExternalStore(followTime, shownTime)

/** To whom and when something is told. */
export function useTelling(): Telling {
  const { language } = useLanguage()
  return { language, now: useNow() }
}
