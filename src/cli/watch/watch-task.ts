import { setTimeout as delay } from 'node:timers/promises'
import type { TaskView } from '../../dialects/native/schema.ts'
import type { CommandContext } from '../context.ts'
import { exitCodes } from '../failure.ts'
import { createScreen, type Screen } from './screen.ts'
import { untilAnswered } from './until-answered.ts'

const LOOK_MS = 400

/** Nothing but a retry, a release or the clean-up of kept effects changes it any more. */
export const hasEnded = ({ endedAt }: TaskView): boolean => endedAt !== null

/**
 * Shows a task until it has ended, or whatever else is waited for, and gives it as it is then; null: ctrl-C was pressed, and
 * the task goes on. A server that is lost on the way is waited for. Throws a {@link CommandFailure} if it cannot be watched
 * at all.
 */
export async function watchTask(
  id: string,
  context: CommandContext,
  isOver: (task: TaskView) => boolean = hasEnded,
): Promise<TaskView | null> {
  const client = context.client()
  using interrupt = context.surroundings.catchInterrupt()
  const { signal } = interrupt
  let screen: Screen | null = null
  try {
    let view = await client.task(id, signal)
    screen = await createScreen(view, context)
    while (!isOver(view)) {
      screen.show(view, false)
      await delay(LOOK_MS, undefined, { signal })
      view = await untilAnswered(() => client.task(id, signal), screen, context, signal)
    }
    screen.show(view, true)
    return view
  } catch (error) {
    if (!signal.aborted) throw error
    screen?.close()
    screen = null
    context.note(context.say('watch.left', { task: id }))
    return null
  } finally {
    screen?.close()
  }
}

/** Exit status that tells how a watched task ended; null: it was not watched to its end. */
export function outcomeOf(view: TaskView | null): number {
  if (view === null) return exitCodes.interrupted
  if (view.status === 'succeeded') return exitCodes.done
  return view.status === 'cancelled' ? exitCodes.taskCancelled : exitCodes.taskFailed
}
