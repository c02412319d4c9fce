import { simulate, type Outcome } from './simulate.ts'
import { tallyInto, type Counts } from './statistics.ts'

/** What came of many schedules. */
export interface Summary {
  readonly schedules: number
  readonly turns: number
  readonly counts: Counts
  /** The first that failed: none is run after it; null: none did. */
  readonly failed: Outcome | null
}

/** Runs the schedules of some seeds one after the other, until one fails; calls back after each. */
export async function runSchedules(seeds: readonly number[], each: () => void = () => {}): Promise<Summary> {
  const counts: Counts = new Map()
  let schedules = 0
  let turns = 0
  for (const seed of seeds) {
    const outcome = await simulate(seed)
    schedules++
    turns += outcome.statistics.turns
    addCounts(counts, outcome.statistics.counts)
    if (outcome.failure !== null) return { schedules, turns, counts, failed: outcome }
    each()
  }
  return { schedules, turns, counts, failed: null }
}

/** Sums of several runs, with the failure of the lowest seed. */
export function sumOf(summaries: readonly Summary[]): Summary {
  const counts: Counts = new Map()
  for (const summary of summaries) addCounts(counts, summary.counts)
  const failures = summaries.map(({ failed }) => failed).filter(failed => failed !== null)
  return {
    schedules: summaries.reduce((sum, { schedules }) => sum + schedules, 0),
    turns: summaries.reduce((sum, { turns }) => sum + turns, 0),
    counts,
    failed: failures.toSorted((one, other) => one.seed - other.seed)[0] ?? null,
  }
}

function addCounts(into: Counts, counts: Counts): void {
  const tally = tallyInto(into)
  for (const [kind, names] of counts) for (const [name, count] of names) tally(kind, name, count)
}
