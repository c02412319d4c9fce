import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Caller } from '../core/caller.ts'
import type { TaskCentre, TaskKey } from '../core/centre.ts'
import type { HistoryEvent } from '../core/event.ts'
import type { TracedTask } from '../dialects/question.ts'

/** Lines of a history that are read at once. */
const pageLines = 1000

/** A task with all of its history that is wanted; between the pages of a long one others are answered. */
export async function taskWithHistory(
  centre: Pick<TaskCentre, 'find' | 'history'>,
  caller: Caller,
  key: TaskKey,
  isWanted: (event: HistoryEvent) => boolean,
): Promise<TracedTask> {
  const task = await centre.find(caller, key)
  const events: HistoryEvent[] = []
  for (let afterId = 0; ; await nextTurn()) {
    const page = await centre.history(caller, key, afterId, pageLines)
    events.push(...page.filter(isWanted))
    const last = page.at(-1)
    if (last === undefined || page.length < pageLines) return { task, events }
    afterId = last.id
  }
}
