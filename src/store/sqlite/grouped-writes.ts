import { setImmediate as nextTurn } from 'node:timers/promises'
import { closedStore } from '../store-error.ts'
import type { WriteBatch } from './writer.ts'
import type { WriteRequest, WriteResult } from './write-request.ts'

/** Writes that share transactions. */
export interface GroupedWrites {
  /** Settles when the write is on the disk. */
  write(request: WriteRequest): Promise<WriteResult>
  /** Refuses further writes, and settles when those under way have ended. */
  close(): Promise<void>
}

interface Waiting {
  readonly request: WriteRequest
  readonly resolve: (result: WriteResult) => void
  readonly reject: (error: unknown) => void
}

/**
 * Groups what is asked in one turn of the event loop, and everything that is asked while a batch is under way, into one
 * batch each. One batch is under way at a time.
 */
export function groupWrites(runBatch: WriteBatch): GroupedWrites {
  let waiting: Waiting[] = []
  let underWay: Promise<void> | null = null
  let closed = false

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // Whoever was answered just now may ask for the next write in this turn.
      await nextTurn()
      const batch = waiting
      waiting = []
      await settle(batch)
    }
    underWay = null
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await runBatch(batch.map(({ request }) => request))
      outcomes.forEach((outcome, index) => {
        if ('error' in outcome) batch[index]!.reject(outcome.error)
        else batch[index]!.resolve(outcome.result)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return {
    write: request =>
      new Promise((resolve, reject) => {
        if (closed) return reject(closedStore())
        waiting.push({ request, resolve, reject })
        underWay ??= drain()
      }),
    async close() {
      closed = true
      await underWay
    },
  }
}
