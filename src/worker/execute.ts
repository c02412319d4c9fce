import type { Clock, Timer } from '../core/clock.ts'
import type { Json } from '../core/json.ts'
import type { Operation, StepDeclaration } from '../core/operation.ts'
import type { Step, Task } from '../core/task.ts'
import { createActs } from './acts.ts'
import { createStepContext, isLeaseLost, type Claim } from './context.ts'
import { stop, stopReason } from './stop.ts'
import { CommonFailure, toFailure, type CommonFailures } from './task-failure.ts'
import { undoEffects } from './undo-effects.ts'

/**
 * Runs a claimed task from its first unfinished step to its stored end, undo included. Resolves when the task has ended,
 * was given back because the worker drains, is somebody else's, or is to be given up because the store does not answer
 * (`lost` has aborted). Never throws for anything a step does.
 */
export async function executeTask(claim: Claim, failures: CommonFailures): Promise<void> {
  try {
    const task = claim.recorder.task()
    if (task.status === 'running' && task.ending === null) await runSteps(claim, failures)
    await undoEffects(claim, failures)
    claim.taskLog.flush()
    await claim.recorder.record([{ type: 'ended' }])
  } catch (error) {
    if (isLeaseLost(claim, error)) return
    if (stopReason(error) !== 'drained') throw error
    await claim.recorder.record([{ type: 'yielded' }])
  }
}

/** Runs the steps; how they ended is stored as `ending`. Throws only when the worker drains or the lease is lost. */
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
    await recorder.record([{ type: 'ending', status: 'succeeded', failure: null }])
  } catch (error) {
    if (isLeaseLost(claim, error)) throw error
    const reason = stopReason(error)
    if (reason === 'drained') throw error
    const failure = reason === null ? toFailure(claim, failures, error) : null
    await recorder.record([{ type: 'ending', status: reason ?? 'failed', failure }])
  }
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
  if (claim.draining.aborted) throw stop('drained')
  const mayStop = step.cancellable || !isCommitted(recorder.task(), step)
  const stopIfCancelled = (): void => {
    if (mayStop && recorder.task().cancelRequestedAt !== null) throw stop('cancelled')
  }
  stopIfCancelled()
  await recorder.record([{ type: 'stepStarted', step: step.name }])
  // The write may have been the first to hear of it.
  stopIfCancelled()
  const overBudget = new AbortController()
  const failed = new AbortController()
  const over = new AbortController()
  const stopping = new AbortController()
  const budget = watchBudget(claim.clock, step, overBudget)
  const release = watchForStop(claim, step, stopping)
  const acts = createActs()
  const running = {
    acts,
    signal: AbortSignal.any([claim.lost, overBudget.signal, failed.signal]),
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
    throw overBudget.signal.aborted ? overBudget.signal.reason : error
  } finally {
    budget?.cancel()
    release()
  }
}

const storedStep = (task: Task, name: string): Step => task.steps.find(step => step.name === name)!

/** Whether a step that may not be cancelled has begun, or those of its kind right before it: then a cancel waits. */
function isCommitted(task: Task, step: StepDeclaration): boolean {
  const index = task.steps.findIndex(stored => stored.name === step.name)
  return task.steps[index]?.status === 'running' || task.steps[index - 1]?.cancellable === false
}

/** Aborts a step that takes longer than it is given. */
function watchBudget(
  clock: Clock,
  { name, budgetSeconds }: StepDeclaration,
  over: AbortController,
): Timer | null {
  if (budgetSeconds === null) return null
  const exceed = (): void => over.abort(new CommonFailure('STW.0004', { step: name, seconds: budgetSeconds }))
  return clock.after(budgetSeconds * 1000, exceed)
}

/** Aborts `stopping` once a cancellable step should stop; gives a function that stops watching. */
function watchForStop(claim: Claim, step: StepDeclaration, stopping: AbortController): () => void {
  if (!step.cancellable) return () => {}
  const look = (): void => {
    if (claim.recorder.task().cancelRequestedAt !== null) stopping.abort(stop('cancelled'))
    else if (claim.draining.aborted) stopping.abort(stop('drained'))
  }
  look()
  claim.draining.addEventListener('abort', look)
  claim.recorder.changes.add(look)
  return () => {
    claim.draining.removeEventListener('abort', look)
    claim.recorder.changes.delete(look)
  }
}
