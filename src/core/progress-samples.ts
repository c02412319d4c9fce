import { pathOf, type TimedEvent } from './event.ts'
import { countable } from './progress.ts'
import { spread } from './spread.ts'
import type { Progress } from './task.ts'

type Measured = Pick<Progress, 'done' | 'total' | 'ratePerSecond' | 'lagBytes'>

/** What was known of a step or sub-step after a report of its progress, or when nobody worked on it any more. */
export interface ProgressSample extends Measured {
  readonly at: number
  readonly step: string
  /** Null: the step itself. */
  readonly subStep: string | null
}

/** More points than this nobody tells apart in a chart. */
export const mostSamples = 500
/** So many of them may say that work was interrupted. */
const mostBreaks = 100

const nothing: Measured = { done: null, total: null, ratePerSecond: null, lagBytes: null }

/**
 * Samples of all that was reported, in the order of time, {@link mostSamples} at most; half of them of the steps
 * themselves, where there are others. Each part is thinned by itself: parts report in turn, and every so many lines of all might always be of the
 * same one.
 *
 * Where work is interrupted (a pause, a stall, a worker that is gone) a sample without rate and lag says so: what was known before
 * does not go on until the next.
 */
export function samplesOf(events: readonly TimedEvent[]): readonly ProgressSample[] {
  const { samples, breaks: all } = everySample(events)
  const breaks = new Set(spread([...all], mostBreaks))
  const reports = samples.filter(sample => !all.has(sample))
  const most = mostSamples - breaks.size
  const { own = [], parts = [] } = Object.groupBy(reports, ({ subStep }) =>
    subStep === null ? 'own' : 'parts',
  )
  const ofSteps = thinned(own, parts.length === 0 ? most : Math.floor(most / 2))
  const kept = new Set([...breaks, ...ofSteps, ...thinned(parts, most - ofSteps.length)])
  return samples.filter(sample => kept.has(sample))
}

function thinned(samples: readonly ProgressSample[], most: number): readonly ProgressSample[] {
  const series = [...Map.groupBy(samples, pathOf).values()]
  const share = Math.max(2, Math.floor(most / series.length))
  const kept = new Set(series.flatMap(ofOne => spread(ofOne, share)))
  return spread(
    samples.filter(sample => kept.has(sample)),
    most,
  )
}

/** After these nobody works, at least for a while. */
const interrupts: ReadonlySet<TimedEvent['event']['type']> = new Set([
  'workerLost',
  'yielded',
  'paused',
  'ending',
])

function everySample(events: readonly TimedEvent[]): {
  readonly samples: readonly ProgressSample[]
  readonly breaks: ReadonlySet<ProgressSample>
} {
  const samples: ProgressSample[] = []
  const breaks = new Set<ProgressSample>()
  /** The last sample of each part at work. */
  const last = new Map<string, ProgressSample>()
  const known = new Map<string, Measured>()
  /** Parts at work, by step. */
  const working = new Map<string, Set<string>>()

  /** A report says only what has changed. */
  function learn(path: string, progress: Partial<Progress>): Measured {
    const { done, total, ratePerSecond, lagBytes } = {
      ...nothing,
      ...known.get(path),
      ...countable(progress),
    }
    const measured = { done, total, ratePerSecond, lagBytes }
    known.set(path, measured)
    return measured
  }

  function take(sample: ProgressSample): void {
    samples.push(sample)
    last.set(pathOf(sample), sample)
  }

  /** What was measured of the parts at work holds no longer; a lag that is known still does. */
  function interrupt(at: number, hasLag: boolean): void {
    for (const [path, sample] of last) {
      const lagBytes = hasLag ? sample.lagBytes : null
      if (sample.ratePerSecond === null && sample.lagBytes === lagBytes) continue
      const ended = { ...sample, at, ratePerSecond: null, lagBytes }
      learn(path, { ratePerSecond: null, lagBytes })
      take(ended)
      breaks.add(ended)
    }
  }

  for (const { at, event } of events)
    if (interrupts.has(event.type)) interrupt(at, false)
    else if (event.type === 'stalled') interrupt(at, event.reason !== 'connection_lost')
    else if (event.type === 'stepSucceeded') last.clear()
    else if (event.type === 'subStepsAdded')
      for (const part of event.subSteps) {
        const path = pathOf({ step: event.step, subStep: part.name })
        // One that planning finds again stays as it is.
        if (!known.has(path)) learn(path, part)
      }
    else if (event.type === 'stepStarted') {
      learn(pathOf({ step: event.step, subStep: null }), { ratePerSecond: null })
      working.set(event.step, new Set())
    } else if (event.type === 'subStepStarted') {
      learn(pathOf(event), { ratePerSecond: null })
      working.get(event.step)!.add(pathOf(event))
    } else if (event.type === 'subStepSucceeded') {
      working.get(event.step)!.delete(pathOf(event))
      last.delete(pathOf(event))
    } else if (event.type === 'progressed') {
      for (const { step, subStep, progress } of event.reports)
        take({ at, step, subStep, ...learn(pathOf({ step, subStep }), progress) })
      for (const step of new Set(event.reports.map(report => report.step))) {
        const sums = sumsOf(step)
        if (sums !== null) take({ at, step, subStep: null, ...sums })
      }
    }
  return { samples, breaks }

  /** How fast a step is, and how far behind, by its parts at work; null: it tells that itself, or they tell nothing. */
  function sumsOf(step: string): Measured | null {
    const own = known.get(pathOf({ step, subStep: null }))!
    if (own.ratePerSecond !== null || own.lagBytes !== null) return null
    const parts = [...working.get(step)!].map(path => known.get(path)!)
    const sum = (figure: 'ratePerSecond' | 'lagBytes'): number | null => {
      const told = parts.map(part => part[figure]).filter(value => value !== null)
      return told.length === 0 ? null : told.reduce((total, value) => total + value, 0)
    }
    const sums = { ...own, ratePerSecond: sum('ratePerSecond'), lagBytes: sum('lagBytes') }
    return sums.ratePerSecond === null && sums.lagBytes === null ? null : sums
  }
}
