import type { Clock } from '../core/clock.ts'
import { liveEffects } from '../core/effect-transition.ts'
import { isCode, StepwellError } from '../core/error.ts'
import { haveCommonServer, openInstance, sealAccess, type Instance, type Vault } from '../core/instance.ts'
import type { Json } from '../core/json.ts'
import type { Operation, StepDeclaration } from '../core/operation.ts'
import type { Effects, InstanceChange, StepContext, Surroundings } from '../core/step-context.ts'
import type { Probe } from '../core/registry.ts'
import type { Store } from '../core/store.ts'
import type { Effect, Remark, Service } from '../core/task.ts'
import type { Acts } from './acts.ts'
import { RecordError, type RecordedEvent, type Recorder } from './recorder.ts'
import { stop, type StopReason } from './stop.ts'
import type { TaskLog } from './task-log.ts'

/** What looks behind the addresses of an instance; null, or left out: nothing does for that service. */
export type Probes = { readonly [service in Service]?: Probe | null }

/** One claim of a task: all that running its steps needs. */
export interface Claim {
  readonly recorder: Recorder
  /** Null: the recipe is not loaded in this worker. */
  readonly operation: Operation | null
  readonly store: Store
  readonly vault: Vault
  readonly clock: Clock
  /** Aborts when the lease is lost, or the store does not answer: everything must stop at once. */
  readonly lost: AbortSignal
  /** Aborts when the worker drains: stop at the next cancel point and give the task back. */
  readonly draining: AbortSignal
  /** From 0 to 1: takes some of a wait away. */
  readonly random: () => number
  /** How often it is looked whether a step still moves. */
  readonly lookEveryMs: number
  /** Aborts `lost`: the task is given back and goes on when the store answers again. */
  readonly giveUp: (error: Error) => void
  /** How long each failed try to undo an effect waits for the next; after the last of them one more is made. */
  readonly undoDelaysMs: readonly number[]
  /** The worker's own log. */
  readonly log: (text: string) => void
  /** What looks at an instance, by its service; left out: nothing does. */
  readonly probes: Probes
  /** The log of the task, which its callers can read. */
  readonly taskLog: TaskLog
}

/** Whether this worker may not write on: the task is somebody else's, or the store does not answer. */
export function isLeaseLost(claim: Claim, error: unknown): boolean {
  return claim.lost.aborted || isCode(error, 'lease_lost')
}

/** Writes to the log of the task and to the worker's; `step` is null outside any step. */
export function logBoth(claim: Claim, step: string | null, given: unknown): void {
  // A recipe in JavaScript may log an error as it is.
  const text = String(given)
  claim.log(text)
  claim.taskLog.write(step, text)
}

/** What effects and steps may use of the outside; `step` is null where an effect is undone outside any. */
export function surroundingsOf(claim: Claim, signal: AbortSignal, step: string | null): Surroundings {
  const { id, project } = claim.recorder.task()
  return {
    taskId: id,
    signal,
    log: text => logBoth(claim, step, text),
    instance: async wanted => openInstance(claim.vault, await instanceOf(claim, project, wanted)),
    sharers: async wanted => sharersOf(claim, await instanceOf(claim, project, wanted)),
  }
}

async function sharersOf({ store }: Claim, instance: Instance): Promise<readonly string[]> {
  const { project, service } = instance
  const all = await store.listInstances({ project, service })
  return all
    .filter(other => other.id !== instance.id && haveCommonServer(other, instance))
    .map(({ name }) => name)
}

async function instanceOf(claim: Claim, project: string, id: string): Promise<Instance> {
  const instance = await claim.store.findInstance(id).catch((cause: unknown) => {
    const error = new RecordError(`the registry does not answer: ${String(cause)}`, { cause })
    claim.giveUp(error)
    throw error
  })
  if (instance?.project !== project) throw new StepwellError('instance_not_found', { instance: id })
  return instance
}

/** An effect whose recipe is not loaded: trying again is of no use. */
export class UndefinedEffect extends Error {
  override readonly name = 'UndefinedEffect'
}

/** Undoes one effect by its definition and records that it is gone. Throws what the definition throws. */
export async function undoEffect(
  claim: Claim,
  effect: Effect,
  signal: AbortSignal,
  step: string | null,
): Promise<void> {
  const definition = claim.operation?.effects[effect.name]
  if (definition === undefined)
    throw new UndefinedEffect(`no definition of the effect ${effect.name} is loaded`)
  const surroundings = surroundingsOf(claim, signal, step)
  await definition.undo(effect.input, effect.status === 'intended' ? null : effect.result, surroundings)
  await claim.recorder.record([{ type: 'effectUndone', name: effect.name, key: effect.key }])
}

/** Why the task should stop at its next cancel point; null: it should not. */
export function reasonToStop({ recorder, draining }: Claim): StopReason | null {
  const { cancelRequestedAt, pauseRequestedAt } = recorder.task()
  if (cancelRequestedAt !== null) return 'cancelled'
  if (pauseRequestedAt !== null) return 'paused'
  return draining.aborted ? 'drained' : null
}

/** The effect of a name and key that is in place; undefined: none is. */
function liveEffect(claim: Claim, name: string, key: string): Effect | undefined {
  return liveEffects(claim.recorder.task()).find(effect => effect.name === name && effect.key === key)
}

/** One run of a step. */
export interface StepRunning {
  readonly acts: Acts
  /** Aborts when the step must stop at once: lease lost, over its time budget, or a part of it has failed. */
  readonly signal: AbortSignal
  /** Aborts when the step should stop at its next cancel point. */
  readonly stopping: AbortSignal
  /** Aborts when the step's function is over: no further part may begin. */
  readonly over: AbortSignal
}

/** Makes what a step sees. */
export function createStepContext(
  claim: Claim,
  operation: Operation,
  step: StepDeclaration,
  outputs: { readonly [step: string]: Json },
  { acts, signal, stopping, over }: StepRunning,
): StepContext<Json, typeof outputs, Effects> {
  const { recorder } = claim
  const task = recorder.task()
  const stepNow = () => recorder.task().steps.find(candidate => candidate.name === step.name)!
  const record = (event: RecordedEvent): Promise<void> => acts.run(() => recorder.record([event]))

  return {
    ...surroundingsOf(claim, signal, step.name),
    project: task.project,
    instanceId: task.instance,
    input: task.input,
    outputs,
    attempt: task.attempt,
    epoch: task.epoch,
    stopping,
    cancelPoint() {
      signal.throwIfAborted()
      const reason = step.cancellable ? reasonToStop(claim) : null
      if (reason !== null) throw stop(reason)
    },
    checkpoint: <T extends Json>() => stepNow().checkpoint as T | null,
    save: value => record({ type: 'checkpointSaved', step: step.name, value }),
    taskCheckpoint: <T extends Json>(name: string) => (recorder.task().checkpoints[name] ?? null) as T | null,
    saveTaskCheckpoint: (name, value) => record({ type: 'taskCheckpointSaved', name, value }),
    waitsFor: (reason, about) => recorder.waitsFor(reason, about),
    async remark(kind, text) {
      const isSame = ({ step: name, text: said }: Remark): boolean =>
        name === step.name && JSON.stringify(said) === JSON.stringify(text)
      // A step that runs again after a crash comes to the same.
      if (kind === 'outcome' && recorder.task().remarks.some(isSame)) return
      await record({ type: 'remarked', step: step.name, kind, text })
    },
    report: progress => recorder.report(step.name, null, progress),
    addSubSteps: subSteps => record({ type: 'subStepsAdded', step: step.name, subSteps }),
    subStep: <Output extends Json>(
      name: string,
      run: (part: Pick<StepContext<never, never, Effects>, 'report'>) => Promise<Output>,
    ): Promise<Output> =>
      acts.run(async () => {
        signal.throwIfAborted()
        over.throwIfAborted()
        const part = stepNow().subSteps.find(candidate => candidate.name === name)
        if (part === undefined) throw new Error(`step ${step.name} has no sub-step ${name}: add it first`)
        if (part.status === 'succeeded') return part.output as Output
        recorder.note({ type: 'subStepStarted', step: step.name, subStep: name })
        const output = await run({ report: progress => recorder.report(step.name, name, progress) })
        await recorder.record([
          { type: 'subStepSucceeded', step: step.name, subStep: name, output: output ?? null },
        ])
        return output
      }),
    intend: effects =>
      acts.run(async () =>
        recorder.record(effects.map(({ name, input, key = '' }) => intent(operation, name, input, key))),
      ),
    // An effect that is still being put in place when its undo is asked for would be left.
    apply: (name, input, key = '') =>
      acts.inTurn(JSON.stringify([name, key]), async () => {
        signal.throwIfAborted()
        await recorder.record([intent(operation, name, input as Json, key)])
        signal.throwIfAborted()
        const effect = liveEffect(claim, name, key)!
        const earlier = effect.status === 'intended' ? null : effect.result
        const definition = operation.effects[name]!
        const surroundings = surroundingsOf(claim, signal, step.name)
        const result: Json = await definition.apply(effect.input, earlier, surroundings)
        await recorder.record([{ type: 'effectApplied', name, key, result: result ?? null }])
        return result as never
      }),
    undo: (name, key = '') =>
      acts.inTurn(JSON.stringify([name, key]), async () => {
        const effect = liveEffect(claim, name, key)
        if (effect !== undefined) await undoEffect(claim, effect, signal, step.name)
      }),
    changeInstance: (id, change) => acts.run(() => changeInstance(claim, task.project, id, change)),
  }
}

function intent(operation: Operation, name: string, input: Json, key: string): RecordedEvent {
  const definition = operation.effects[name]
  if (definition === undefined) throw new Error(`operation ${operation.name} declares no effect ${name}`)
  const { title, lives } = definition
  return { type: 'effectIntended', name, key, title, lives, input }
}

/** Changes a registry entry in one commit with the task; does nothing where it says so already. */
async function changeInstance(
  claim: Claim,
  project: string,
  id: string,
  change: InstanceChange,
): Promise<void> {
  for (;;) {
    const before = openInstance(claim.vault, await instanceOf(claim, project, id))
    const isSame = (field: keyof InstanceChange): boolean =>
      JSON.stringify(before[field]) === JSON.stringify(change[field])
    if (isSame('endpoints') && isSame('access') && isSame('facts')) return
    const { access: _, formerAccess: __, ...stored } = before
    const instance: Instance = {
      ...stored,
      // A step that runs again with other facts or another access must not forget the servers of before the switch.
      former: isSame('endpoints')
        ? before.former
        : { endpoints: before.endpoints, sealedAccess: before.sealedAccess },
      endpoints: change.endpoints,
      facts: change.facts,
      factsAt: change.factsAt === undefined ? claim.clock.now() : change.factsAt,
      sealedAccess: sealAccess(claim.vault, id, change.access),
      updatedAt: claim.clock.now(),
      revision: before.revision + 1,
    }
    const shown = {
      endpoints: change.endpoints.map(({ host, port }) => ({ host, port })),
      facts: change.facts,
    }
    try {
      await claim.recorder.record([{ type: 'instanceChanged', instance: id, change: shown }], [instance])
      return
    } catch (error) {
      const stale = error instanceof StepwellError && error.parameters['why'] === 'instance_stale'
      if (!stale) throw error
    }
  }
}
