import { lossOf, type Death } from '../core/poison.ts'
import { commitOf, type Store } from '../core/store.ts'
import type { Task } from '../core/task.ts'
import { transition } from '../core/transition.ts'

/**
 * Takes its tasks from a worker that is known to be dead, and forgets it; gives how many there were. Calls back with each
 * task that is due again.
 */
export async function buryWorker(
  store: Store,
  worker: string,
  death: Death,
  now: () => number,
  freed: (task: string) => void,
): Promise<number> {
  const held = await store.heldBy(worker)
  for (const task of held) await loseWorker(task)
  await store.removeWorker(worker)
  return held.length

  async function loseWorker(task: Task): Promise<void> {
    for (let found: Task | null = task; found?.worker === worker; found = await store.find(task.id)) {
      const event = lossOf(found, held.length, death)
      const at = now()
      const after = transition(found, event, at)
      const result = await store.commit(commitOf(found, after, [event], { by: null, reason: null, at }))
      if (result.accepted) return freed(task.id)
    }
  }
}
