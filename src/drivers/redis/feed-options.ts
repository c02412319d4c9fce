import type { ConnectionOptions } from './connection.ts'

/** A place in the history of a server. */
export interface FeedPosition {
  readonly replicationId: string
  /** Bytes of the history up to here. */
  readonly offset: number
}

/** What to do with what the feed brings. */
export interface FeedOptions extends ConnectionOptions {
  /** The position of an earlier feed to go on from; null: from now on. */
  readonly resumeFrom: FeedPosition | null
  /**
   * Keys (binary strings) changed up to the feed's new `offset`, with repetitions; once for each chunk received. It runs
   * before the event loop turns: position and keys that are read together belong together.
   */
  onKeys(keys: readonly string[]): void
  /** The whole database was emptied or exchanged (FLUSHALL, FLUSHDB, SWAPDB): the target must be swept. */
  onFlush(): void
  /** Longest wait for the snapshot to begin, and between two parts of it. Default 60,000. */
  readonly fullSyncTimeoutMs?: number | undefined
  /** Ask for a whole snapshot, as a server before 7.0 sends it. Default false. */
  readonly withoutFilter?: boolean | undefined
  /** Longest silence afterwards; a master sends something every 10 s (repl-ping-replica-period). Default 60,000. */
  readonly silenceTimeoutMs?: number | undefined
}
