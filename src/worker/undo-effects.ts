import { pause } from '../core/clock.ts'
import { effectsToUndo } from '../core/effect-transition.ts'
import { failureOf } from '../core/failure.ts'
import { isLeaseLost, logBoth, undoEffect, UndefinedEffect, type Claim } from './context.ts'
import { stop, stopReason } from './stop.ts'
import type { CommonFailures } from './task-failure.ts'

/** Undoes what the attempt may not leave behind, newest first; what can't be undone is recorded and the rest goes on. */
export async function undoEffects(claim: Claim, failures: CommonFailures): Promise<void> {
  for (const effect of effectsToUndo(claim.recorder.task())) {
    if (effect.status === 'undo_failed') continue
    try {
      await withDelays(claim, () => undoEffect(claim, effect, claim.lost, null))
    } catch (error) {
      if (isLeaseLost(claim, error) || stopReason(error) === 'drained') throw error
      const parameters = { effect: effect.name, why: error instanceof Error ? error.message : String(error) }
      const failure = failureOf('STW.0007', failures['STW.0007'], parameters, null)
      await claim.recorder.record([{ type: 'effectUndoFailed', name: effect.name, key: effect.key, failure }])
    }
  }
}

async function withDelays(claim: Claim, act: () => Promise<void>): Promise<void> {
  for (const delayMs of claim.undoDelaysMs) {
    try {
      return await act()
    } catch (error) {
      if (isLeaseLost(claim, error) || error instanceof UndefinedEffect) throw error
      if (claim.draining.aborted) throw stop('drained')
      logBoth(claim, null, `undo failed, trying again in ${delayMs} ms: ${String(error)}`)
      await pause(claim.clock, delayMs, AbortSignal.any([claim.lost, claim.draining]))
    }
  }
  return act()
}
