import type { Definition } from './definitions.ts'

/** One value of each label that a definition names. */
export type LabelValues<Of extends Definition> = { readonly [label in Of['labels'][number]]: string }

/** One number of a metric, as it is shown. */
export interface Sample {
  /** Null: that of the metric itself; else with an ending, as the parts of a histogram have one. */
  readonly name: string | null
  readonly labels: { readonly [label: string]: string | number }
  readonly value: number
}

/** What has been counted or measured of one metric. It begins at 0 with the process. */
export interface Tally {
  readonly definition: Definition
  samples(): readonly Sample[]
}

export interface Counter<Of extends Definition> extends Tally {
  /** Adds one, or so many: 0 shows a count before there is anything to count, so that its first rise is seen. */
  count(labels: LabelValues<Of>, times?: number): void
}

export interface Histogram<Of extends Definition> extends Tally {
  /** In the unit of the metric. What a clock that was set back makes negative counts as 0. */
  observe(labels: LabelValues<Of>, value: number): void
}

/** Counts kept apart by labels. */
function byLabels<Value>(definition: Definition, begin: () => Value) {
  const values = new Map<string, { readonly labels: Sample['labels']; readonly value: Value }>()
  return {
    values,
    of(labels: { readonly [label: string]: string }): Value {
      const key = JSON.stringify(definition.labels.map(label => labels[label]))
      const known = values.get(key) ?? { labels, value: begin() }
      values.set(key, known)
      return known.value
    },
  }
}

/** Makes a counter. One without labels shows its 0. */
export function createCounter<Of extends Definition>(definition: Of): Counter<Of> {
  const series = byLabels(definition, () => ({ times: 0 }))
  if (definition.labels.length === 0) series.of({})
  return {
    definition,
    count(labels, times = 1) {
      series.of(labels).times += times
    },
    samples: () =>
      [...series.values.values()].map(({ labels, value }) => ({ name: null, labels, value: value.times })),
  }
}

/** Makes a histogram. */
export function createHistogram<Of extends Definition & { readonly buckets: readonly number[] }>(
  definition: Of,
): Histogram<Of> {
  const { name, buckets } = definition
  const series = byLabels(definition, () => ({ counts: buckets.map(() => 0), sum: 0, times: 0 }))
  if (definition.labels.length === 0) series.of({})
  return {
    definition,
    observe(labels, given) {
      const value = Math.max(0, given)
      const measured = series.of(labels)
      const bucket = buckets.findIndex(bound => value <= bound)
      if (bucket >= 0) measured.counts[bucket]! += 1
      measured.sum += value
      measured.times += 1
    },
    samples: () =>
      [...series.values.values()].flatMap(({ labels, value: { counts, sum, times } }) => {
        let below = 0
        const bounds = counts.map((count, index) => ({ le: buckets[index]!, value: (below += count) }))
        return [
          ...bounds.map(({ le, value }) => ({ name: `${name}_bucket`, labels: { ...labels, le }, value })),
          { name: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: times },
          { name: `${name}_sum`, labels, value: sum },
          { name: `${name}_count`, labels, value: times },
        ]
      }),
  }
}
