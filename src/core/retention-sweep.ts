import { pause, type Clock } from './clock.ts'
import { overdue, type Retention } from './retention.ts'
import { keptKinds, type Store } from './store.ts'

/** How often what has been kept long enough is removed: bounds are in days. */
export const sweepEveryMs = 60 * 60 * 1000

/** Tasks removed at once: one transaction for a store that groups what is asked together, and a short one. */
const atOnce = 20
/**
 * Rest after each, so that nobody else waits. Seen on two cores that others keep busy, of 10,000 tasks: without a rest gone in
 * 5 s, and one in a hundred of a worker's commits took 65 to 135 ms instead of 20 to 40; with it gone in 34 s, and 34 ms.
 */
const restMs = 50

/** Removes every task that has been kept long enough, some at a time; gives how many. Ends early once `signal` aborts. */
export async function removeOverdue(
  store: Pick<Store, 'ended' | 'removeTask'>,
  retention: Retention,
  clock: Clock,
  signal: AbortSignal,
): Promise<number> {
  const now = clock.now()
  let removed = 0
  for (const filter of keptKinds.flatMap(status => overdue(status, retention[status], now)))
    while (!signal.aborted) {
      const found = await store.ended({ ...filter, limit: atOnce })
      const gone = (await Promise.all(found.map(version => store.removeTask(version)))).filter(Boolean)
      removed += gone.length
      // Those that are left were changed meanwhile: the next sweep sees what they are now.
      if (found.length < atOnce || gone.length === 0) break
      await pause(clock, restMs, signal)
    }
  return removed
}

export interface RetentionParts {
  readonly store: Pick<Store, 'ended' | 'removeTask'>
  readonly clock: Clock
  readonly retention: Retention
  readonly log: (text: string) => void
}

/** Removes what has been kept long enough, now and every hour. */
export interface RetentionSweep {
  /** Resolves once nothing is removed any more. */
  stop(): Promise<void>
}

/** Begins to sweep. A sweep that fails is logged, and the next one tries again. */
export function startRetention({ store, clock, retention, log }: RetentionParts): RetentionSweep {
  const stopped = new AbortController()
  let sweeping: Promise<void> | null = null

  async function sweep(): Promise<void> {
    try {
      const removed = await removeOverdue(store, retention, clock, stopped.signal)
      if (removed > 0) log(`retention: tasks removed: ${removed}`)
    } catch (error) {
      log(`retention: tasks could not be removed: ${String(error)}`)
    } finally {
      sweeping = null
    }
  }

  const sweepUnlessBusy = (): void => void (sweeping ??= sweep())
  const timer = clock.every(sweepEveryMs, sweepUnlessBusy)
  sweepUnlessBusy()
  return {
    async stop() {
      stopped.abort()
      timer.cancel()
      await sweeping
    },
  }
}
