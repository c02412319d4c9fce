import { pause } from '../core/clock.ts'
import { isPoison, poisonDeaths } from '../core/poison.ts'
import { undoBudgetMs } from '../core/stop-budget.ts'
import { effectsToUndo } from '../core/effect-transition.ts'
import { failureOf, type Failure } from '../core/failure.ts'
import { isLeaseLost, logBoth, undoEffect, UndefinedEffect, type Claim } from './context.ts'
import { stop, stopReason } from './stop.ts'
import type { CommonFailures } from './task-failure.ts'

/** Undoes what the attempt may not leave behind, newest first; what can't be undone is recorded and the rest goes on. */
export async function undoEffects(claim: Claim, failures: CommonFailures): Promise<void> {
  for (const effect of effectsToUndo(claim.recorder.task())) {
    if (effect.status === 'undo_failed') continue
    const { name, key, title } = effect
    const failed = (failure: Failure): Promise<void> =>
      claim.recorder.record([{ type: 'effectUndoFailed', name, key, failure }])
    if (isPoison(claim.recorder.task())) {
      const parameters = { effect: title, deaths: poisonDeaths }
      await failed(failureOf('STW.0006', failures['STW.0006'], parameters, null))
      continue
    }
    try {
      await withDelays(claim, () => withinBudget(claim, signal => undoEffect(claim, effect, signal, null)))
    } catch (error) {
      if (isLeaseLost(claim, error) || stopReason(error) === 'drained') throw error
      const parameters = { effect: title, why: error instanceof Error ? error.message : String(error) }
      await failed(failureOf('STW.0007', failures['STW.0007'], parameters, null))
    }
  }
}

/** One try, told to stop when it takes too long. It is waited for all the same: nothing may go on beside it. */
async function withinBudget(claim: Claim, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const tooSlow = new AbortController()
  const timer = claim.clock.after(undoBudgetMs, () =>
    tooSlow.abort(new Error(`it took longer than ${undoBudgetMs / 1000} s`)),
  )
  try {
    await act(AbortSignal.any([claim.lost, tooSlow.signal]))
  } finally {
    timer.cancel()
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
