import type { Clock } from '../core/clock.ts'
import type { Store } from '../core/store.ts'

/** A store whose writes are timed. */
export interface WatchedWrites {
  readonly store: Store
  /** When the last write has failed, by the clock; null: it was done, or there has been none. */
  failedAt(): number | null
}

export interface WatchParts {
  readonly clock: Pick<Clock, 'now' | 'elapsed'>
  /** Told of every write: how long it was waited for, and whether it was done. One that was refused was done. */
  readonly written: (milliseconds: number, isDone: boolean) => void
}

const writes = [
  'commit',
  'appendLog',
  'removeTask',
  'putWorker',
  'removeWorker',
  'addInstance',
  'removeInstance',
  'putKey',
  'addWebhook',
  'replaceWebhook',
  'removeWebhook',
  'revoke',
  'addAccount',
  'replaceAccount',
  'removeAccount',
  'removeKey',
  'appendAudit',
] as const satisfies readonly (keyof Store)[]

/** Watches the writes of a store. */
export function watchWrites(store: Store, { clock, written }: WatchParts): WatchedWrites {
  let failedAt: number | null = null

  async function timed<Result>(write: () => Promise<Result>): Promise<Result> {
    const since = clock.elapsed()
    let isDone = false
    try {
      const result = await write()
      isDone = true
      return result
    } finally {
      failedAt = isDone ? null : clock.now()
      written(clock.elapsed() - since, isDone)
    }
  }

  const watched = Object.fromEntries(
    writes.map(verb => {
      const write = store[verb] as (...given: readonly unknown[]) => Promise<unknown>
      return [verb, (...given: readonly unknown[]) => timed(() => write(...given))]
    }),
  ) as Pick<Store, (typeof writes)[number]>
  return { store: { ...store, ...watched }, failedAt: () => failedAt }
}
