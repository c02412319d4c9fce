import type { World } from '../world.ts'

/** What a task fails by when its step, or an undo, throws what the recipe does not declare. */
export const undeclared: readonly string[] = ['STW.0007', 'STW.0008']

/** An act that fails is a reason for its task to fail, unless it was told to end. */
export async function blaming(
  world: World,
  task: string,
  act: Promise<void>,
  until?: AbortSignal,
): Promise<void> {
  try {
    await act
  } catch (error) {
    const wasTold = until?.aborted === true && error === until.reason
    if (!wasTold) for (const code of undeclared) world.blame(task, code)
    throw error
  }
}
