import { type RedisConnection } from './connection.ts'
import { RedisFault } from './fault.ts'
import type { Reply } from './reply.ts'

/** The fields of one or more sections of INFO ('server', 'replication', 'memory'…), as the server words them. */
export async function readFacts(
  connection: RedisConnection,
  ...sections: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const facts = new Map<string, string>()
  for (const reply of sections.length === 0 ? [''] : sections) {
    addFacts(facts, await connection.command('INFO', ...(reply === '' ? [] : [reply])))
  }
  return facts
}

/** Adds the fields of a reply to INFO. */
export function addFacts(facts: Map<string, string>, info: Reply): void {
  for (const line of String(info).split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) facts.set(line.slice(0, colon), line.slice(colon + 1))
  }
}

/** New with every start of the server's process. */
export async function readRunId(connection: RedisConnection): Promise<string> {
  return (await readFacts(connection, 'server')).get('run_id') ?? ''
}

/** The server's own time, in milliseconds since 1970. */
export async function readClock(connection: RedisConnection): Promise<number> {
  const [seconds, microseconds] = (await connection.command('TIME')) as readonly [string, string]
  return Number(seconds) * 1000 + Number(microseconds) / 1000
}

/** Bytes of replication history that the server has written: what a feed's offset is compared with. */
export async function readMasterOffset(connection: RedisConnection): Promise<number> {
  return masterOffsetOf(connection, await readFacts(connection, 'replication'))
}

/** The same, out of the section 'replication' that was read already. */
export function masterOffsetOf(connection: RedisConnection, facts: ReadonlyMap<string, string>): number {
  const offset = Number(facts.get('master_repl_offset'))
  if (!Number.isSafeInteger(offset)) {
    throw new RedisFault('protocol', connection.endpoint, 'does not tell its master_repl_offset')
  }
  return offset
}

/** Databases that hold keys, out of the section 'keyspace'. */
export function databasesOf(facts: ReadonlyMap<string, string>): readonly number[] {
  return [...facts.keys()].flatMap(name => (/^db\d+$/.test(name) ? [Number(name.slice(2))] : []))
}
