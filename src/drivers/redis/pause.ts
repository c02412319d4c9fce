import type { RedisConnection } from './connection.ts'
import { refusal } from './fault.ts'
import { isReplyError } from './reply.ts'
import { addFacts, databasesOf, masterOffsetOf } from './server-facts.ts'

/** How a server stood when its writes were paused. */
export interface PausedServer {
  /** Bytes of its history: while the pause lasts no key is written behind this. */
  readonly offset: number
  /** Databases that hold keys. */
  readonly databases: readonly number[]
}

/**
 * Makes clients that write wait, for at most so long: the server lifts the pause by itself then, so that a migrator that
 * died cannot freeze it. Reads go on; so does the replication stream. Repeating it sets the time anew, never shorter.
 */
export async function pauseWrites(connection: RedisConnection, milliseconds: number): Promise<PausedServer> {
  const commands = [
    ['CLIENT', 'PAUSE', milliseconds, 'WRITE'],
    ['INFO', 'replication'],
    ['INFO', 'keyspace'],
  ] as const
  const facts = new Map<string, string>()
  for (const [index, reply] of (await connection.pipeline(commands)).entries()) {
    if (isReplyError(reply)) throw refusal(connection.endpoint, commands[index]!.slice(0, 2).join(' '), reply)
    if (commands[index]![0] === 'INFO') addFacts(facts, reply)
  }
  return { offset: masterOffsetOf(connection, facts), databases: databasesOf(facts) }
}

/** Lets waiting clients go on. Nothing happens when there is no pause. */
export async function resumeWrites(connection: RedisConnection): Promise<void> {
  await connection.command('CLIENT', 'UNPAUSE')
}
