import { type RedisConnection } from './connection.ts'
import { RedisFault } from './fault.ts'

/** The fields of one or more sections of INFO ('server', 'replication', 'memory'…), as the server words them. */
export async function readFacts(
  connection: RedisConnection,
  ...sections: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const facts = new Map<string, string>()
  for (const reply of sections.length === 0 ? [''] : sections) {
    const text = String(await connection.command('INFO', ...(reply === '' ? [] : [reply])))
    for (const line of text.split('\r\n')) {
      const colon = line.indexOf(':')
      if (colon > 0) facts.set(line.slice(0, colon), line.slice(colon + 1))
    }
  }
  return facts
}

/** Bytes of replication history that the server has written: what a feed's offset is compared with. */
export async function readMasterOffset(connection: RedisConnection): Promise<number> {
  const offset = Number((await readFacts(connection, 'replication')).get('master_repl_offset'))
  if (!Number.isSafeInteger(offset)) {
    throw new RedisFault('protocol', connection.endpoint, 'does not tell its master_repl_offset')
  }
  return offset
}
