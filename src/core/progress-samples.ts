import { pathOf, type TimedEvent } from './event.ts'
import { countable } from './progress.ts'
import { spread } from './spread.ts'
import type { Progress } from './task.ts'

type Measured = Pick<Progress, 'done' | 'total' | 'ratePerSecond' | 'lagBytes'>

/** What was known of a step or sub-step after a report of its progress. */
export interface ProgressSample extends Measured {
  readonly at: number
  readonly step: string
  /** Null: the step itself. */
  readonly subStep: string | null
}

/** More points than this nobody tells apart in a chart. */
export const mostSamples = 500

const nothing: Measured = { done: null, total: null, ratePerSecond: null, lagBytes: null }

/**
 * Samples of all that was reported, in the order of time, {@link mostSamples} at most; half of them of the steps
 * themselves, where there are others. Each part is thinned by itself: parts report in turn, and every so many lines of all might always be of the
 * same one.
 */
export function samplesOf(events: readonly TimedEvent[]): readonly ProgressSample[] {
  const samples = everySample(events)
  const { own = [], parts = [] } = Object.groupBy(samples, ({ subStep }) =>
    subStep === null ? 'own' : 'parts',
  )
  const ofSteps = thinned(own, parts.length === 0 ? mostSamples : mostSamples / 2)
  const kept = new Set([...ofSteps, ...thinned(parts, mostSamples - ofSteps.length)])
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

function everySample(events: readonly TimedEvent[]): readonly ProgressSample[] {
  const samples: ProgressSample[] = []
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

  for (const { at, event } of events)
    if (event.type === 'subStepsAdded')
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
    } else if (event.type === 'subStepSucceeded') working.get(event.step)!.delete(pathOf(event))
    else if (event.type === 'progressed') {
      for (const { step, subStep, progress } of event.reports)
        samples.push({ at, step, subStep, ...learn(pathOf({ step, subStep }), progress) })
      for (const step of new Set(event.reports.map(report => report.step))) {
        const sums = sumsOf(step)
        if (sums !== null) samples.push({ at, step, subStep: null, ...sums })
      }
    }
  return samples

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
