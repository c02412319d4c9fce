import type { TaskView } from '../src/dialects/native/schema.ts'
import { startStepwell } from '../test/scenario/stepwell-process.ts'
import { operations, registerInstances, startTask, taskThat } from './running-tasks.ts'

/** What each cancel took, in milliseconds. */
export interface CancelFigures {
  /** From the caller's request to the answer. */
  readonly acknowledgedMs: readonly number[]
  /** From the request, as stored, until the instance was free: one wait for a cancel point, and the undo. */
  readonly freeMs: readonly number[]
}

/** Cancels tasks one at a time while so many run that come to a cancel point every so often. */
export async function measureCancels(
  program: string,
  options: { readonly cancels: number; readonly running: number; readonly cancelPointMs: number },
): Promise<CancelFigures> {
  await using stepwell = await startStepwell({ program, operations })
  const native = await stepwell.native()
  const instances = await registerInstances(native, options.running)
  const ids: string[] = []
  for (const instance of instances) ids.push(await startTask(native, instance, options.cancelPointMs))
  const acknowledgedMs: number[] = []
  const freeMs: number[] = []
  for (let nth = 0; nth < options.cancels; nth++) {
    const at = nth % options.running
    const askedAt = performance.now()
    await native.ask<TaskView>('POST', `/tasks/${ids[at]}/cancel`)
    acknowledgedMs.push(performance.now() - askedAt)
    const task = await taskThat(native, ids[at]!, ({ endedAt }) => endedAt !== null)
    if (task.status !== 'cancelled' || task.locked) throw new Error(`task ${task.id} is ${task.status}`)
    freeMs.push(Date.parse(task.endedAt!) - Date.parse(task.cancelRequestedAt!))
    ids[at] = await startTask(native, instances[at]!, options.cancelPointMs)
  }
  return { acknowledgedMs, freeMs }
}
