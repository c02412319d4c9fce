import type { Clock, Timer } from '../core/clock.ts'
import { isCode, StepwellError } from '../core/error.ts'
import type { Failure } from '../core/failure.ts'
import type { Json } from '../core/json.ts'
import type { Operation, StepDeclaration } from '../core/operation.ts'
import { mayStop } from '../core/pause-transition.ts'
import { isPoison, poisonDeaths } from '../core/poison.ts'
import { retryDelayMs } from '../core/retry-policy.ts'
import type { Step, Task } from '../core/task.ts'
import { createActs } from './acts.ts'
import { createStepContext, isLeaseLost, reasonToStop, type Claim } from './context.ts'
import { lookAgain } from './look-again.ts'
import { watchForStall } from './stall-watch.ts'
import { stop, stopReason } from './stop.ts'
import { CommonFailure, toFailure, type CommonFailures } from './task-failure.ts'
import { undoEffects } from './undo-effects.ts'

/**
 * Runs a claimed task from its first unfinished step to its stored end, undo included. Resolves when the task has ended, is
 * paused, waits for its next attempt, was given back because the worker drains, is somebody else's, or is to be given up
 * because the store does not answer (`lost` has aborted). Never throws for anything a step does.
 */
export async function executeTask(claim: Claim, failures: CommonFailures): Promise<void> {
  try {
    const task = claim.recorder.task()
    if (task.status === 'running' && task.ending === null) await runSteps(claim, failures)
    await undoEffects(claim, failures)
    claim.taskLog.flush()
    await recordEnd(claim)
  } catch (error) {
    if (isLeaseLost(claim, error)) return
    const reason = stopReason(error)
    if (reason === 'paused') return pauseTask(claim)
    if (reason !== 'drained') throw error
    await claim.recorder.record([{ type: 'yielded' }])
  }
}

/** Ends the attempt; what is the last one's end, with the facts of its instances as they are then. */
async function recordEnd(claim: Claim): Promise<void> {
  const { ending } = claim.recorder.task()
  const instances = ending === null || ending.retryAt !== null ? [] : await lookAgain(claim)
  try {
    await claim.recorder.record([{ type: 'ended' }], instances)
  } catch (error) {
    const isStale = error instanceof StepwellError && error.parameters['why'] === 'instance_stale'
    if (!isStale) throw error
    // Somebody else has changed one of them meanwhile: they keep what they have.
    await claim.recorder.record([{ type: 'ended' }])
  }
}

/** The request may have been taken back in this very moment: then the task goes on, in a claim of its own. */
async function pauseTask({ recorder }: Claim): Promise<void> {
  try {
    await recorder.record([{ type: 'paused' }])
  } catch (error) {
    if (!isCode(error, 'conflict')) throw error
    await recorder.record([{ type: 'yielded' }])
  }
}

/**
 * Runs the steps; how they ended is stored as `ending`. Throws only when the task is to be paused or given back, or the
 * lease is lost.
 */
async function runSteps(claim: Claim, failures: CommonFailures): Promise<void> {
  const { recorder } = claim
  try {
    const operation = loadedOperation(claim)
    const outputs: Record<string, Json> = {}
    for (const step of operation.steps) {
      const stored = recorder.task().steps.find(candidate => candidate.name === step.name)
      const isOver = stored?.status === 'succeeded' || stored?.status === 'skipped'
      outputs[step.name] = isOver ? stored.output : await runStep(claim, operation, step, outputs)
    }
    await recorder.record([{ type: 'ending', status: 'succeeded', failure: null, retryAt: null }])
  } catch (error) {
    if (isLeaseLost(claim, error)) throw error
    const reason = stopReason(error)
    if (reason === 'drained' || reason === 'paused') throw error
    const failure = reason === null ? toFailure(claim, failures, error) : null
    const retryAt = failure === null ? null : retryAtOf(claim, failure)
    await recorder.record([{ type: 'ending', status: reason ?? 'failed', failure, retryAt }])
  }
}

/** When a failed step is tried again by itself; null: a person has to say so. */
function retryAtOf(
  { operation, recorder, clock, random }: Claim,
  { code, step: name }: Failure,
): number | null {
  const { retries, cancelRequestedAt } = recorder.task()
  const step = operation?.steps.find(candidate => candidate.name === name)
  if (step === undefined || operation?.failures[code]?.retryable !== true || cancelRequestedAt !== null)
    return null
  const delayMs = retryDelayMs(step.retry, retries, random())
  return delayMs === null ? null : clock.now() + delayMs
}

/** The recipe the task was made by; a failure when it is not loaded, or in another version. */
function loadedOperation({ operation, recorder }: Claim): Operation {
  const { name, version } = recorder.task().operation
  if (operation === null) throw new CommonFailure('STW.0009', { operation: name })
  if (version !== operation.version)
    throw new CommonFailure('STW.0002', { operation: name, version, loaded: operation.version })
  return operation
}

async function runStep(
  claim: Claim,
  operation: Operation,
  step: StepDeclaration,
  outputs: { readonly [step: string]: Json },
): Promise<Json> {
  const { recorder } = claim
  const isBorder = mayStop(recorder.task())
  const stopIfAsked = (): void => {
    const reason = reasonToStop(claim)
    // Given back is a task wherever it stands.
    if (reason !== null && (isBorder || claim.draining.aborted)) throw stop(isBorder ? reason : 'drained')
  }
  stopIfAsked()
  if (recorder.task().suspect?.timedOut === true) throw overBudgetOf(step)
  if (isPoison(recorder.task()))
    throw new CommonFailure('STW.0005', { step: step.name, deaths: poisonDeaths })
  await recorder.record([{ type: 'stepStarted', step: step.name }])
  // The write may have been the first to hear of it.
  stopIfAsked()
  const tooSlow = new AbortController()
  const overBudget = new AbortController()
  const failed = new AbortController()
  const over = new AbortController()
  const stopping = new AbortController()
  const budget = watchBudget(claim.clock, step, overBudget)
  const release = watchForStop(claim, step, stopping, tooSlow)
  const stall = watchForStall(claim, step)
  const acts = createActs()
  const running = {
    acts,
    signal: AbortSignal.any([claim.lost, overBudget.signal, tooSlow.signal, failed.signal]),
    stopping: stopping.signal,
    over: over.signal,
  }
  try {
    const context = createStepContext(claim, operation, step, { ...outputs }, running)
    const output = (await operation.run[step.name]!(context as never)) ?? null
    await acts.settled()
    claim.taskLog.flush()
    await recorder.record([{ type: 'stepSucceeded', step: step.name, output }])
    // As it is stored: a later worker would get nothing else.
    return storedStep(recorder.task(), step.name).output
  } catch (error) {
    over.abort(error)
    // A step that was asked to stop may end its parts well; one that failed has them stop at once.
    if (stopReason(error) === null) failed.abort(error)
    await acts.settled().catch(() => {})
    claim.taskLog.flush()
    const told = [overBudget, tooSlow].find(({ signal }) => signal.aborted)
    throw told?.signal.reason ?? error
  } finally {
    budget?.cancel()
    release()
    stall.cancel()
  }
}

const storedStep = (task: Task, name: string): Step => task.steps.find(step => step.name === name)!

const overBudgetOf = ({ name, budgetSeconds }: StepDeclaration): CommonFailure =>
  new CommonFailure('STW.0004', { step: name, seconds: budgetSeconds ?? 0 })

/** Aborts a step that takes longer than it is given. */
function watchBudget(clock: Clock, step: StepDeclaration, over: AbortController): Timer | null {
  const { budgetSeconds } = step
  return budgetSeconds === null
    ? null
    : clock.after(budgetSeconds * 1000, () => over.abort(overBudgetOf(step)))
}

/**
 * Aborts `stopping` once a cancellable step should stop, and `tooSlow` when it has not in its time; gives a function that
 * stops watching.
 */
function watchForStop(
  claim: Claim,
  step: StepDeclaration,
  stopping: AbortController,
  tooSlow: AbortController,
): () => void {
  if (!step.cancellable) return () => {}
  let timer: Timer | null = null
  const look = (): void => {
    const reason = reasonToStop(claim)
    if (reason === null || stopping.signal.aborted) return
    stopping.abort(stop(reason))
    timer = claim.clock.after(step.stopSeconds * 1000, () => tooSlow.abort(stop(reason)))
  }
  look()
  claim.draining.addEventListener('abort', look)
  claim.recorder.changes.add(look)
  return () => {
    timer?.cancel()
    claim.draining.removeEventListener('abort', look)
    claim.recorder.changes.delete(look)
  }
}
