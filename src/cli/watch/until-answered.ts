import { setTimeout as delay } from 'node:timers/promises'
import type { CommandContext } from '../context.ts'
import { CommandFailure } from '../failure.ts'

const LOOK_AGAIN_MS = 1_000

/** Asks the server until it answers, and says once that it is lost and once that it is back. Ends when `signal` aborts. */
export async function untilAnswered<Result>(
  ask: () => Promise<Result>,
  { note, say, connection }: CommandContext,
  signal: AbortSignal,
): Promise<Result> {
  for (let lost = false; ; lost = true) {
    try {
      const answer = await ask()
      if (lost) note(say('watch.back'))
      return answer
    } catch (error) {
      if (!(error instanceof CommandFailure && error.lost)) throw error
      if (!lost) note(say('watch.lost', { url: connection().url }))
      await delay(LOOK_AGAIN_MS, undefined, { signal })
    }
  }
}
