import { pathOf, type ProgressReport } from '../core/event.ts'

/** Over how long a rate is measured. */
const windowMs = 10_000
/** A rate over less time than this says little. */
const shortestMs = 1000
/** Samples closer than this are one: a step may report at every page. */
const apartMs = 100

interface Sample {
  readonly at: number
  readonly done: number
}

/** Measures units per second of the parts of one task, from what this worker has seen itself. */
export interface Meter {
  /** Units per second of a step or sub-step over the last ten seconds; null: too little was seen. */
  measure(report: ProgressReport, now: number): number | null
}

/** A meter that has seen nothing: made anew for every claim, because a resumed counter tells no rate. */
export function createMeter(): Meter {
  const samples = new Map<string, readonly Sample[]>()
  return {
    measure(report, now) {
      const path = pathOf(report)
      const done = report.progress.done ?? null
      const seen = within(samples.get(path) ?? [], now)
      if (done === null) return rateOf(seen)
      const last = seen.at(-1)
      // A counter that falls has begun again: what was measured before is about other work.
      const kept = last !== undefined && done < last.done ? [] : seen
      const [earlier, latest] = kept.slice(-2)
      const close = earlier !== undefined && latest !== undefined && latest.at - earlier.at < apartMs
      const next = [...(close ? kept.slice(0, -1) : kept), { at: now, done }]
      samples.set(path, next)
      return rateOf(next)
    },
  }
}

/** The samples of the window and the one before it, without which a slow counter would never tell a rate. */
function within(samples: readonly Sample[], now: number): readonly Sample[] {
  const first = samples.findIndex(sample => sample.at > now - windowMs)
  return first === -1 ? samples.slice(-1) : samples.slice(Math.max(0, first - 1))
}

function rateOf(samples: readonly Sample[]): number | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.at - first.at < shortestMs) return null
  return ((last.done - first.done) * 1000) / (last.at - first.at)
}
