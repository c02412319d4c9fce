/** What is counted of one or more runs of tests. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The last two lines of a run: what was skipped and why, then the counts in a form that any CI reads. */
export function closingLines(counts: Counts, reasons: readonly string[]): string {
  const { passed, failed, skipped } = counts
  return `${skippedLine(reasons)}\n${passed} passed, ${failed} failed, ${skipped} skipped`
}

function skippedLine(reasons: readonly string[]): string {
  if (reasons.length === 0) return 'skipped: nothing'
  const times = Map.groupBy(reasons, reason => reason)
  return `skipped: ${[...times].map(([reason, all]) => `${all.length} × ${reason}`).join('; ')}`
}
