/** Nothing has been counted yet, so that nothing can be learned of: five minutes. */
const unknownMs = 5 * 60_000
/** What is learned lies between a minute and a quarter of an hour. */
const shortestMs = 60_000
const longestMs = 15 * 60_000
/** So much longer than its longest gap until now is out of the ordinary for a step. */
const timesLongestGap = 10

/**
 * After how long without a sign of progress a step is stalled, in milliseconds: as it declares, or learned from the longest gap
 * between two signs it has shown (null: it has shown less than two).
 */
export function stallLimitMs(declaredSeconds: number | null, longestGapMs: number | null): number {
  if (declaredSeconds !== null) return declaredSeconds * 1000
  if (longestGapMs === null) return unknownMs
  return Math.min(longestMs, Math.max(shortestMs, timesLongestGap * longestGapMs))
}
