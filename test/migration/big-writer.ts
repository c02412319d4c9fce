import { randomBytes } from 'node:crypto'
import { openConnection } from '../../src/drivers/redis/connection.ts'
import { isReplyError } from '../../src/drivers/redis/reply.ts'
import type { RedisServer } from '../servers/redis-server.ts'

/** A client that changes one large value without pause: copying it once takes longer than a short pause of writes. */
export interface BigWriter {
  /** Resolves after so many more writes. */
  writes(count: number): Promise<void>
  stop(): Promise<void>
  readonly refused: number
}

const valueBytes = 16 * 1024 * 1024

/** Starts the client; resolves when the value is there. */
export async function startBigWriter(server: RedisServer): Promise<BigWriter> {
  const connection = await openConnection({ host: '127.0.0.1', port: server.port })
  await connection.command('SET', 'big', randomBytes(valueBytes).toString('latin1'))
  const stopping = new AbortController()
  const seen = { done: 0, refused: 0 }
  let wake = (): void => {}

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const [reply] = await connection.pipeline([['SETRANGE', 'big', seen.done % valueBytes, 'x']])
      if (isReplyError(reply!)) seen.refused++
      else seen.done++
      wake()
    }
    connection.close()
  }

  const ended = run()
  return {
    async writes(count) {
      const wanted = seen.done + count
      while (seen.done < wanted) await new Promise<void>(resolve => (wake = resolve))
    },
    async stop() {
      stopping.abort()
      await ended
    },
    get refused() {
      return seen.refused
    },
  }
}
