import { serverNow } from './server-clock.ts'

let shown = serverNow()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null
/** How many want it to stand still. */
let holders = 0

/** The server's time as it is shown, in milliseconds since the epoch. */
export const shownTime = (): number => shown

/** Has the time that is shown go on, once a second, and tells a listener; until what it gives is called. One timer for all. */
export function followTime(listener: () => void): () => void {
  listeners.add(listener)
  // While nobody listened it stood still.
  if (timer === null && holders === 0) shown = serverNow()
  timer ??= setInterval(goOn, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

/** Has it stand still until what it gives is called: what nobody can see any more must not seem to go on. */
export function holdTime(): () => void {
  holders += 1
  return () => {
    holders -= 1
    goOn()
  }
}

function goOn(): void {
  if (holders > 0) return
  shown = serverNow()
  for (const each of listeners) each()
}
