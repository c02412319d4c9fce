import type { Metric } from 'prom-client'
import type { Tally } from './tally.ts'

/**
 * Writes tallies, and the figures of this process, in Prometheus' text format. What writes them is loaded when somebody
 * asks for the first time: a server that is never scraped need not carry it (2 MB, of the 3 there are between 117 at rest
 * and the 120 it may take). So the counting is not prom-client's own: it has begun long before.
 */
export function createExposition(tallies: readonly Tally[]): () => Promise<string> {
  let writing: Promise<() => Promise<string>> | null = null

  async function load(): Promise<() => Promise<string>> {
    const { Registry, collectDefaultMetrics } = await import('prom-client')
    const registry = new Registry()
    for (const tally of tallies) registry.registerMetric(asMetric(tally))
    collectDefaultMetrics({ register: registry })
    return () => registry.metrics()
  }

  return async () => {
    writing ??= load()
    return (await writing)()
  }
}

/** A tally as a registry asks a metric: its kinds of metric keep their numbers to themselves. */
function asMetric({ definition: { name, help, type }, samples }: Tally): Metric {
  const get = async () => ({
    ...{ name, help, type, aggregator: 'sum' },
    values: samples().map(sample => ({
      labels: sample.labels,
      value: sample.value,
      metricName: sample.name ?? name,
    })),
  })
  return { name, help, type, get } as unknown as Metric
}
