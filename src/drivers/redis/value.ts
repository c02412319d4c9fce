import type { RedisConnection } from './connection.ts'
import type { Reply } from './reply.ts'

/**
 * The value of a key in a form that is equal for equal values, however a server keeps them: members of sets and fields of
 * hashes in order of their bytes. A type that is not known here (a module's) gives its payload.
 */
export async function readValue(connection: RedisConnection, key: string): Promise<Reply> {
  const type = await connection.command('TYPE', key)
  switch (type) {
    case 'none':
      return null
    case 'string':
      return ['string', await connection.command('GET', key)]
    case 'list':
      return ['list', await connection.command('LRANGE', key, 0, -1)]
    case 'set':
      return ['set', sorted(await connection.command('SMEMBERS', key))]
    case 'zset':
      return ['zset', await connection.command('ZRANGE', key, 0, -1, 'WITHSCORES')]
    case 'hash':
      return ['hash', sortedFields(await connection.command('HGETALL', key))]
    case 'stream':
      return ['stream', await connection.command('XRANGE', key, '-', '+'), await readGroups(connection, key)]
    default:
      return [String(type), await connection.command('DUMP', key)]
  }
}

/** Groups of a stream with how far each is; what consumers last did at which moment is not part of the value. */
async function readGroups(connection: RedisConnection, key: string): Promise<Reply> {
  const groups = (await connection.command('XINFO', 'GROUPS', key)) as readonly (readonly Reply[])[]
  const wanted = new Set(['name', 'pending', 'last-delivered-id'])
  return groups.map(group => group.filter((_, at) => wanted.has(String(group[at - (at % 2)]))))
}

function sorted(members: Reply): Reply {
  return (members as readonly string[]).toSorted()
}

function sortedFields(fields: Reply): Reply {
  const flat = fields as readonly string[]
  const pairs = flat.flatMap((field, at) => (at % 2 === 0 ? [[field, flat[at + 1]!] as const] : []))
  return pairs.toSorted(([one], [other]) => (one < other ? -1 : 1))
}
