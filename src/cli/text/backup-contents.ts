import type { TaskStatus } from '../../core/task.ts'
import { taskStatusWords } from '../../words/statuses.ts'
import type { RingBeside } from '../../upkeep.ts'
import type { CommandContext } from '../context.ts'
import { padStart } from './display-width.ts'
import { formatNumber } from '../../telling/format.ts'
import { listing } from './table.ts'

type CountedTasks = { readonly [status in TaskStatus]: number }

/** How many tasks a backup holds, a line for each status that there is. */
export function taskCountLines(tasks: CountedTasks, { say, language }: CommandContext): readonly string[] {
  const counted = Object.entries(tasks).filter(([, count]) => count > 0)
  if (counted.length === 0) return [say('backup.noTasks')]
  const numbers = counted.map(([, count]) => formatNumber(count, language))
  const width = Math.max(...numbers.map(number => number.length))
  const lines = counted.map(
    ([status], index) =>
      [taskStatusWords[status as TaskStatus][language], padStart(numbers[index] ?? '', width)] as const,
  )
  return [say('backup.tasks'), ...listing(lines).map(line => `  ${line}`)]
}

/** What to know about the key ring that belongs to a store. */
export function ringLine({ file, state }: RingBeside, { say }: CommandContext): string {
  return say(`ring.${state}`, { file })
}

/** A moment for a program; null: none. */
export function momentText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
