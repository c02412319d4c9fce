import { isEnded, type Task } from '../../src/core/task.ts'
import { isStuck } from './happenings/caller-actions.ts'
import type { Callers } from './happenings/callers.ts'
import type { World } from './world.ts'

/** No write for so long, when nothing disturbs, means that nothing goes on: longer than any step, undo, lease and delay. */
const longestSilenceMs = 400_000

/**
 * Once the storm is over: gives a function that tells whether everything has come to its end, or nothing goes on any more.
 * What waits for a person gets one then; where only a moment is waited for, the clock is set to it.
 */
export function quietOf(
  { truth, machine, store, outside, judge, random, follower }: World,
  callers: Callers,
): () => Promise<boolean> {
  let lastDisturbed = machine.elapsed()

  return async () => {
    if (callers.isWaiting()) return false
    if (machine.elapsed() - Math.max(lastDisturbed, truth.lastWriteAt()) > longestSilenceMs) return true
    const tasks = [...truth.tasks.values()]
    if (tasks.some(({ worker }) => worker !== null)) return false
    const now = machine.now()
    for (const suspects of [false, true]) if ((await store.due(now, 1, suspects)).length > 0) return false

    const held = tasks.find(task => isEnded(task) && task.locked && !isStuck(task))
    if (held !== undefined) judge.report('who has ended holds no instance that nobody works on', held.id)
    lastDisturbed = machine.elapsed()
    const stuck = tasks.find(isStuck)
    if (stuck !== undefined) callers.help(stuck, { type: 'released' })
    const next = await store.nextDueAt(now)
    if (next !== null) machine.setClock(next - now)
    const paused = tasks.find(waitsForPerson)
    if (paused !== undefined)
      callers.help(paused, { type: random.pick(['resumed', 'resumed', 'cancelRequested']) })
    if (stuck !== undefined || next !== null || paused !== undefined || outside.work.size > 0) return false
    return follower === null || (await follower.hasCaughtUp(store))
  }
}

/** Paused without an end. */
function waitsForPerson(task: Task): boolean {
  return task.status === 'paused' && task.pauseLimit === null
}
