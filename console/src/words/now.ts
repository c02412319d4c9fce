import { useSyncExternalStore } from 'react'
import type { Telling } from '../../../src/telling/telling.ts'
import { serverNow } from '../browser/server-clock.ts'
import { useLanguage } from './language.tsx'

let now = serverNow()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // While nobody listened it stood still.
  if (timer === null) now = serverNow()
  timer ??= setInterval(() => {
    now = serverNow()
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

/** Milliseconds since the epoch by the server's clock, anew every second; one timer for all that is shown. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now)

/** To whom and when something is told. */
export function useTelling(): Telling {
  const { language } = useLanguage()
  return { language, now: useNow() }
}
