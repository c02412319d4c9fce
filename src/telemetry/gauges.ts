import type { EventFeed } from '../core/event-feed.ts'
import type { Store } from '../core/store.ts'
import { services, stallReasons, type Service } from '../core/task.ts'
import { webhookStates } from '../core/webhook.ts'
import type { OperationLoad } from '../core/workload.ts'
import { gaugeDefinitions, type Definition } from './definitions.ts'
import type { LabelValues, Sample } from './tally.ts'

/** An operation by which something is counted. */
export interface CountedOperation {
  readonly service: Service
  readonly name: string
  /** Those it declares, by code. */
  readonly failures: { readonly [code: string]: unknown }
}

/** Where figures are looked up. */
export interface GaugeParts {
  readonly store: Pick<Store, 'workload' | 'workers' | 'countWebhooks'>
  readonly feed: Pick<EventFeed, 'lag'>
  readonly openStreams: () => number
  readonly now: () => number
  /** Of Stepwell. */
  readonly version: string
  /** They have figures also while they have no task. */
  readonly operations: readonly CountedOperation[]
}

/** The figures of one moment. */
export type GaugeReading = ReadonlyMap<Definition, readonly Sample[]>

type Gauges = typeof gaugeDefinitions

/** Looks up what is shown as it is now. */
export async function readGauges(parts: GaugeParts): Promise<GaugeReading> {
  const { store, feed, version } = parts
  const at = parts.now()
  const [workload, workers, webhooks, lag] = await Promise.all([
    store.workload(at),
    store.workers(),
    store.countWebhooks(),
    feed.lag(),
  ])
  const reading = new Map<Definition, Sample[]>()

  function set<Key extends keyof Gauges>(key: Key, labels: LabelValues<Gauges[Key]>, value: number): void {
    const definition = gaugeDefinitions[key]
    const samples = reading.get(definition) ?? []
    reading.set(definition, [...samples, { name: null, labels, value }])
  }

  for (const load of withIdle(parts.operations, workload.operations)) {
    const { service, operation } = load
    const labels = { service, operation }
    for (const status of ['pending', 'running', 'paused'] as const)
      set('tasks', { ...labels, status }, load[status])
    set('queueLength', labels, load.due)
    set('queueAge', labels, load.dueSince === null ? 0 : Math.max(0, at - load.dueSince) / 1000)
    set('retrying', labels, load.retrying)
    set('suspected', labels, load.suspected)
    for (const reason of stallReasons) set('stalled', { ...labels, reason }, load.stalled[reason])
  }
  for (const service of services) set('unreleased', { service }, workload.unreleased[service])
  set('workers', {}, workers.filter(({ leaseExpiresAt }) => leaseExpiresAt >= at).length)
  set('feedLagEvents', {}, lag.events)
  set('feedLagSeconds', {}, lag.ageMs / 1000)
  set('streams', {}, parts.openStreams())
  for (const state of webhookStates) set('webhooks', { state }, webhooks.states[state])
  set('webhookGivenUp', {}, webhooks.givenUp)
  set('build', { version, node: process.version }, 1)
  return reading
}

const idle: Omit<OperationLoad, 'service' | 'operation'> = {
  ...{ pending: 0, running: 0, paused: 0, due: 0, dueSince: null, retrying: 0, suspected: 0 },
  stalled: { no_units: 0, connection_lost: 0, lag_grows: 0, waiting_for_lock: 0 },
}

/** The loads, and those of operations without a task: a figure that comes and goes makes gaps where there is a 0. */
function withIdle(
  operations: readonly CountedOperation[],
  loads: readonly OperationLoad[],
): readonly OperationLoad[] {
  const busy = new Set(loads.map(({ operation }) => operation))
  const others = operations.filter(({ name }) => !busy.has(name))
  return [...loads, ...others.map(({ service, name }) => ({ service, operation: name, ...idle }))]
}
