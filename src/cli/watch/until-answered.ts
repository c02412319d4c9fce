import { setTimeout as delay } from 'node:timers/promises'
import type { CommandContext } from '../context.ts'
import { CommandFailure } from '../failure.ts'

const LOOK_AGAIN_MS = 1_000

/** Where it is told that the server is gone, and that it is back. */
export interface LossTeller {
  /** It is gone, since a moment (milliseconds since the epoch); `why` in words. May be said many times. */
  lost(why: string, since: number): void
  /** It has answered; it need not have been lost. */
  back(): void
}

/** Asks the server until it answers, and tells when it does not. Ends when `signal` aborts. */
export async function untilAnswered<Result>(
  ask: () => Promise<Result>,
  teller: LossTeller,
  { say, connection, surroundings }: CommandContext,
  signal: AbortSignal,
): Promise<Result> {
  const since = surroundings.now()
  for (;;) {
    try {
      const answer = await ask()
      teller.back()
      return answer
    } catch (error) {
      if (!(error instanceof CommandFailure && error.lost)) throw error
      teller.lost(say('watch.lost', { url: connection().url }), since)
      await delay(LOOK_AGAIN_MS, undefined, { signal })
    }
  }
}

/** Tells in lines: once that the server is lost, and once that it is back. */
export function tellInLines(print: (line: string) => void, { say }: Pick<CommandContext, 'say'>): LossTeller {
  let isLost = false
  return {
    lost(why) {
      if (!isLost) print(why)
      isLost = true
    },
    back() {
      if (isLost) print(say('watch.back'))
      isLost = false
    },
  }
}
