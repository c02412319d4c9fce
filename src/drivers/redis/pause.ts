import type { RedisConnection } from './connection.ts'

/**
 * Makes clients that write wait, for at most so long: the server lifts the pause by itself then, so that a migrator that
 * died cannot freeze it. Reads go on; so does the replication stream. Repeating it sets the time anew, never shorter.
 */
export async function pauseWrites(connection: RedisConnection, milliseconds: number): Promise<void> {
  await connection.command('CLIENT', 'PAUSE', milliseconds, 'WRITE')
}

/** Lets waiting clients go on. Nothing happens when there is no pause. */
export async function resumeWrites(connection: RedisConnection): Promise<void> {
  await connection.command('CLIENT', 'UNPAUSE')
}
