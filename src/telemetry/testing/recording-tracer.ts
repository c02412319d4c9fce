import {
  trace,
  type Context,
  type Span,
  type SpanOptions,
  type SpanStatus,
  type TimeInput,
  type TracerProvider,
} from '@opentelemetry/api'

/** A span as it was made. */
export interface RecordedSpan {
  readonly id: string
  readonly name: string
  /** Null: it is the root of a trace of its own. */
  readonly parent: string | null
  readonly options: SpanOptions
  outcome: SpanStatus | null
  endedAt: TimeInput | null
}

/** The smallest SDK there is: it keeps what it is told. */
export function createRecordingProvider(): {
  readonly provider: TracerProvider
  readonly spans: RecordedSpan[]
} {
  const spans: RecordedSpan[] = []

  function startSpan(name: string, options: SpanOptions = {}, context?: Context): Span {
    const id = String(spans.length + 1).padStart(16, '0')
    const parent = context === undefined ? undefined : trace.getSpanContext(context)
    const recorded: RecordedSpan = {
      id,
      name,
      parent: options.root === true ? null : (parent?.spanId ?? null),
      options,
      outcome: null,
      endedAt: null,
    }
    spans.push(recorded)
    const span = trace.wrapSpanContext({ traceId: '1'.repeat(32), spanId: id, traceFlags: 1 })
    return Object.assign(span, {
      setStatus(status: SpanStatus) {
        recorded.outcome = status
        return span
      },
      end(endedAt: TimeInput) {
        recorded.endedAt = endedAt
      },
    })
  }

  return {
    provider: {
      getTracer: () => ({
        startSpan,
        startActiveSpan: () => {
          throw new Error('none is active: they are made when all is over')
        },
      }),
    },
    spans,
  }
}
