import type { Timer } from '../core/clock.ts'
import { StepwellError } from '../core/error.ts'
import type { StepDeclaration } from '../core/operation.ts'
import { stallLimitMs } from '../core/stall-limit.ts'
import type { Claim } from './context.ts'
import type { RecordedEvent } from './recorder.ts'

/** Looks again and again whether a running step moves, and records when it no longer does, why, and when it does again. */
export function watchForStall({ recorder, clock, lookEveryMs, log }: Claim, step: StepDeclaration): Timer {
  let recording: Promise<void> | null = null

  function look(): void {
    if (recording !== null) return
    const { idleMs, longestGapMs, reason, about } = recorder.movement()
    const { stall } = recorder.task()
    // What a lost connection says of itself need not be waited for.
    const stands = reason === 'connection_lost' || idleMs > stallLimitMs(step.stallSeconds, longestGapMs)
    // Often it is only found out after a while why it stands.
    const isExplained = stall !== null && reason !== stall.reason && reason !== 'no_units'
    if (stands && (stall === null || isExplained))
      record({
        type: 'stalled',
        step: step.name,
        since: stall?.since ?? clock.now() - Math.round(idleMs),
        reason,
        ...(about === undefined ? {} : { about }),
      })
    if (!stands && stall !== null) record({ type: 'moved', step: step.name })
  }

  function record(event: RecordedEvent): void {
    recording = recorder
      .record([event])
      .catch((error: unknown) => {
        // The step has ended meanwhile, or the lease is lost: whoever runs the step hears of that.
        if (!(error instanceof StepwellError)) log(`a stall could not be recorded: ${String(error)}`)
      })
      .finally(() => (recording = null))
  }

  return clock.every(lookEveryMs, look)
}
