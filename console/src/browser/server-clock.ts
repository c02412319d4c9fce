/** How far the server's clock may be before the browser's, in milliseconds. */
interface Bounds {
  readonly low: number
  readonly high: number
}

let known: Bounds | null = null

/** What an answer's `Date` (whole seconds, so up to one less than it was) and the browser's moments around it leave open. */
function boundsOf(date: number, askedAt: number, answeredAt: number): Bounds {
  return { low: date - answeredAt, high: date + 1000 - askedAt }
}

/**
 * Learns the server's time from an answer. Every answer narrows down what the others left open, so that soon it is known
 * to a fraction of a second; one that contradicts them tells that a clock was set since, and stands alone.
 */
export function learnTime(date: string | null, askedAt: number, answeredAt: number): void {
  const moment = Date.parse(date ?? '')
  if (Number.isNaN(moment)) return
  const now = boundsOf(moment, askedAt, answeredAt)
  const both = {
    low: Math.max(now.low, known?.low ?? now.low),
    high: Math.min(now.high, known?.high ?? now.high),
  }
  known = both.low <= both.high ? both : now
}

/** The server's time, in milliseconds since the epoch; the browser's until an answer has come. */
export function serverNow(): number {
  return known === null ? Date.now() : Date.now() + Math.round((known.low + known.high) / 2)
}
