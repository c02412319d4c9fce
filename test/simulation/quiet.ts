import { isEnded, type Task } from '../../src/core/task.ts'
import { isStuck } from './happenings/caller-actions.ts'
import type { Callers } from './happenings/callers.ts'
import type { World } from './world.ts'

/** No write for so long, when nothing disturbs, means that nothing goes on: longer than any step, lease and delay. */
const longestSilenceMs = 100_000

/**
 * Once the storm is over: gives a function that tells whether everything has come to its end, or nothing goes on any more.
 * What waits for a person gets one then; where only a moment is waited for, the clock is set to it.
 */
export function quietOf({ truth, machine, store, outside }: World, callers: Callers): () => Promise<boolean> {
  let lastDisturbed = machine.elapsed()

  return async () => {
    if (callers.isWaiting()) return false
    const tasks = [...truth.tasks.values()]
    const stuck = tasks.find(isStuck)
    if (stuck !== undefined) {
      callers.release(stuck)
      return false
    }
    if (machine.elapsed() - Math.max(lastDisturbed, truth.lastWriteAt()) > longestSilenceMs) return true
    if (!tasks.every(task => waitsForTime(task, machine.now()))) return false
    const next = await store.nextDueAt(machine.now())
    if (next === null) return outside.work.size === 0
    machine.setClock(next - machine.now())
    lastDisturbed = machine.elapsed()
    return false
  }
}

/** Whether nothing is to be done about a task before some moment, or ever. */
function waitsForTime(task: Task, now: number): boolean {
  if (task.worker !== null) return false
  if (isEnded(task)) return !task.locked && (task.effectsExpireAt === null || task.effectsExpireAt > now)
  return task.status === 'pending' && task.dueAt > now
}
