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
 * Samples of all that was reported, in the order of time, {@link mostSamples} at most. Each part is thinned by itself: parts
 * report in turn, and every so many lines of all might always be of the same one.
 */
export function samplesOf(events: readonly TimedEvent[]): readonly ProgressSample[] {
  const samples = everySample(events)
  const series = [...Map.groupBy(samples, pathOf).values()]
  const share = Math.max(2, Math.floor(mostSamples / series.length))
  const kept = new Set(series.flatMap(ofOne => spread(ofOne, share)))
  return spread(
    samples.filter(sample => kept.has(sample)),
    mostSamples,
  )
}

function everySample(events: readonly TimedEvent[]): readonly ProgressSample[] {
  const samples: ProgressSample[] = []
  const known = new Map<string, Measured>()

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
    else if (event.type === 'stepStarted')
      learn(pathOf({ step: event.step, subStep: null }), { ratePerSecond: null })
    else if (event.type === 'subStepStarted') learn(pathOf(event), { ratePerSecond: null })
    else if (event.type === 'progressed')
      for (const { step, subStep, progress } of event.reports)
        samples.push({ at, step, subStep, ...learn(pathOf({ step, subStep }), progress) })
  return samples
}
