import { lossCauses, type LossCause } from '../core/event.ts'
import { commonFailureCodes } from '../core/failure.ts'
import { endedStatuses, stallReasons, type Task } from '../core/task.ts'
import { counterDefinitions, gaugeDefinitions, histogramDefinitions } from './definitions.ts'
import { createExposition } from './exposition.ts'
import { readGauges, type CountedOperation, type GaugeParts, type GaugeReading } from './gauges.ts'
import type { HappeningListener, HappeningOf } from './happening.ts'
import { createCounter, createHistogram } from './tally.ts'

/** Counts what happens from the start of the server on, and tells it in Prometheus' text format. */
export interface Metrics {
  readonly happened: HappeningListener
  /** A request was answered; nulls where it came to no dialect, or to no route. */
  served(request: {
    readonly dialect: string | null
    readonly route: string | null
    readonly status: number
    readonly milliseconds: number
  }): void
  workerLost(loss: { readonly cause: LossCause; readonly leaseLost: boolean }): void
  streamDropped(): void
  /** The server has waited so long for a write of its own. */
  written(milliseconds: number, isDone: boolean): void
  /** Everything counted, with what is looked up for it. */
  text(parts: Omit<GaugeParts, 'operations'>): Promise<string>
}

/** Begins to count. Of the operations given every count is shown from 0 on: a first rise is seen only where there was a 0. */
export function createMetrics(operations: readonly CountedOperation[]): Metrics {
  const counters = {
    submitted: createCounter(counterDefinitions.tasksSubmitted),
    started: createCounter(counterDefinitions.tasksStarted),
    ended: createCounter(counterDefinitions.tasksEnded),
    failures: createCounter(counterDefinitions.taskFailures),
    retries: createCounter(counterDefinitions.taskRetries),
    stalls: createCounter(counterDefinitions.taskStalls),
    taskLosses: createCounter(counterDefinitions.taskWorkerLosses),
    undoFailures: createCounter(counterDefinitions.undoFailures),
    workerLosses: createCounter(counterDefinitions.workerLosses),
    leaseLosses: createCounter(counterDefinitions.leaseLosses),
    dropped: createCounter(counterDefinitions.streamsDropped),
    requests: createCounter(counterDefinitions.httpRequests),
    writeFailures: createCounter(counterDefinitions.storeWriteFailures),
  }
  const histograms = {
    queueWait: createHistogram(histogramDefinitions.queueWait),
    attempt: createHistogram(histogramDefinitions.attemptDuration),
    step: createHistogram(histogramDefinitions.stepDuration),
    cancel: createHistogram(histogramDefinitions.cancelDuration),
    request: createHistogram(histogramDefinitions.httpDuration),
    write: createHistogram(histogramDefinitions.storeWriteDuration),
  }
  let gauges: GaugeReading = new Map()
  const looked = Object.values(gaugeDefinitions).map(definition => ({
    definition,
    samples: () => gauges.get(definition) ?? [],
  }))
  const write = createExposition([...Object.values(counters), ...Object.values(histograms), ...looked])

  for (const cause of lossCauses) counters.workerLosses.count({ cause }, 0)
  for (const { service, name: operation, failures } of operations) {
    const labels = { service, operation }
    for (const counter of [counters.submitted, counters.started, counters.undoFailures])
      counter.count(labels, 0)
    for (const outcome of endedStatuses) counters.ended.count({ ...labels, outcome }, 0)
    for (const code of [...Object.keys(failures), ...commonFailureCodes])
      counters.failures.count({ ...labels, code }, 0)
    for (const kind of ['automatic', 'requested']) counters.retries.count({ ...labels, kind }, 0)
    for (const reason of stallReasons) counters.stalls.count({ ...labels, reason }, 0)
    for (const cause of lossCauses) counters.taskLosses.count({ ...labels, cause }, 0)
  }

  function attemptEnded({ task, attempt, parts, isRetried }: HappeningOf<'attemptEnded'>): void {
    const labels = labelsOf(task)
    const { status: outcome, startedAt, endedAt, failure } = attempt
    if (startedAt !== null) {
      histograms.attempt.observe({ ...labels, outcome }, (endedAt - startedAt) / 1000)
      if (outcome === 'cancelled' && task.cancelRequestedAt !== null)
        histograms.cancel.observe(labels, (endedAt - task.cancelRequestedAt) / 1000)
    }
    for (const { step, subStep, status, ...time } of parts)
      if (subStep === null)
        histograms.step.observe({ ...labels, step, outcome: status }, (time.endedAt - time.startedAt) / 1000)
    if (isRetried) return counters.retries.count({ ...labels, kind: 'automatic' })
    counters.ended.count({ ...labels, outcome })
    if (failure !== null) counters.failures.count({ ...labels, code: failure.code })
  }

  return {
    happened(happening) {
      const labels = labelsOf(happening.task)
      switch (happening.type) {
        case 'submitted':
          return counters.submitted.count(labels)
        case 'started':
          histograms.queueWait.observe(labels, happening.waitedMs / 1000)
          return counters.started.count(labels)
        case 'stalled':
          return counters.stalls.count({ ...labels, reason: happening.stall.reason })
        case 'workerLost':
          return counters.taskLosses.count({ ...labels, cause: happening.cause })
        case 'undoFailed':
          return counters.undoFailures.count(labels)
        case 'retryRequested':
          return counters.retries.count({ ...labels, kind: 'requested' })
        case 'attemptEnded':
          return attemptEnded(happening)
      }
    },
    served({ dialect, route, status, milliseconds }) {
      const labels = { dialect: dialect ?? 'none', route: route ?? 'none' }
      counters.requests.count({ ...labels, status: String(status) })
      histograms.request.observe(labels, milliseconds / 1000)
    },
    workerLost({ cause, leaseLost }) {
      counters.workerLosses.count({ cause })
      if (leaseLost) counters.leaseLosses.count({})
    },
    streamDropped: () => counters.dropped.count({}),
    written(milliseconds, isDone) {
      histograms.write.observe({}, milliseconds / 1000)
      if (!isDone) counters.writeFailures.count({})
    },
    async text(parts) {
      gauges = await readGauges({ ...parts, operations })
      return write()
    },
  }
}

const labelsOf = ({ service, operation }: Task) => ({ service, operation: operation.name })
