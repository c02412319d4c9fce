import type * as OpenTelemetry from '@opentelemetry/api'
import type { Attributes, Link, Span, SpanContext } from '@opentelemetry/api'
import type { HappeningListener, HappeningOf, PartRun } from './happening.ts'

/** Where all copies of the API in a process, of any version 1, look for the SDK that was registered with one of them. */
const registry = Symbol.for('opentelemetry.js.api.1')

/** Of so many tasks it is known which span their last attempt was. */
const mostLinked = 1000

/**
 * Makes spans of attempts, their steps and the parts of these, with the times that are stored: when an attempt has ended,
 * so that a worker that dies in between makes no difference. Null: no SDK was registered, and the API is not loaded.
 */
export async function createSpans(version: string): Promise<HappeningListener | null> {
  const { trace } = (globalThis as { readonly [registry]?: { readonly trace?: unknown } })[registry] ?? {}
  if (trace === undefined) return null
  const api = await import('@opentelemetry/api')
  const tracer = api.trace.getTracer('stepwell', version)
  /** The span of a failed attempt, by task; the one that ended longest ago first. */
  const earlier = new Map<string, SpanContext>()

  return happening => {
    if (happening.type !== 'attemptEnded' || happening.attempt.startedAt === null) return
    const { id } = happening.task
    const before = earlier.get(id)
    const context = traceAttempt(api, tracer, happening, before === undefined ? [] : [{ context: before }])
    earlier.delete(id)
    if (happening.attempt.status === 'failed') earlier.set(id, context)
    if (earlier.size > mostLinked) earlier.delete(earlier.keys().next().value!)
  }
}

/** Makes the spans of an attempt; gives where its own is. */
function traceAttempt(
  api: typeof OpenTelemetry,
  tracer: OpenTelemetry.Tracer,
  { task, attempt, parts }: HappeningOf<'attemptEnded'>,
  links: readonly Link[],
): SpanContext {
  const { failure } = attempt

  /** Makes a span and those within it. */
  function trace(
    name: string,
    part: Timed,
    attributes: Attributes,
    parent: Span | null,
    within: Within,
  ): Span {
    const span = tracer.startSpan(
      name,
      {
        // The SDK takes a number of before this process began for a time since then.
        startTime: new Date(part.startedAt),
        attributes: { ...attributes, 'stepwell.status': part.status },
        ...(parent === null ? { root: true, links: [...links] } : {}),
      },
      parent === null ? api.ROOT_CONTEXT : api.trace.setSpan(api.ROOT_CONTEXT, parent),
    )
    if (part.status === 'failed')
      span.setStatus({
        code: api.SpanStatusCode.ERROR,
        ...(failure === null ? {} : { message: failure.code }),
      })
    within(span)
    span.end(new Date(part.endedAt))
    return span
  }

  const tracePart = ({ step, subStep, ...part }: PartRun, parent: Span): void => {
    const attributes = {
      'stepwell.step': step,
      ...(subStep === null ? {} : { 'stepwell.sub_step': subStep }),
    }
    trace(subStep ?? step, part, attributes, parent, span => {
      if (subStep !== null) return
      for (const inner of parts) if (inner.step === step && inner.subStep !== null) tracePart(inner, span)
    })
  }

  const { number, status, startedAt, endedAt } = attempt
  const about = {
    'stepwell.task.id': task.id,
    'stepwell.task.attempt': number,
    'stepwell.operation': task.operation.name,
    'stepwell.operation.version': task.operation.version,
    'stepwell.service': task.service,
    'stepwell.instance.id': task.instance,
    'stepwell.project.id': task.project,
    ...(failure === null ? {} : { 'stepwell.failure.code': failure.code }),
  }
  const whole = { startedAt: startedAt!, endedAt, status }
  return trace(task.operation.name, whole, about, null, span => {
    for (const part of parts) if (part.subStep === null) tracePart(part, span)
  }).spanContext()
}

type Timed = Pick<PartRun, 'startedAt' | 'endedAt' | 'status'>
/** Makes what lies within a span. */
type Within = (span: Span) => void
