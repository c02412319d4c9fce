import { type ConnectionOptions, openConnection } from './connection.ts'
import type { RedisEndpoint } from './endpoint.ts'

/**
 * Cuts every connection to a server whose name (CLIENT SETNAME) begins so, replication links included: an earlier worker
 * that may still live can write nothing there any more. Gives how many there were.
 */
export async function killConnectionsNamed(
  endpoint: RedisEndpoint,
  namePrefix: string,
  options: Omit<ConnectionOptions, 'name'> = {},
): Promise<number> {
  const connection = await openConnection(endpoint, options)
  try {
    const list = String(await connection.command('CLIENT', 'LIST'))
    let killed = 0
    for (const id of idsOfNamed(list, namePrefix)) {
      // 0 when it has ended by itself since.
      killed += Number(await connection.command('CLIENT', 'KILL', 'ID', id))
    }
    return killed
  } finally {
    connection.close()
  }
}

/** Lines of CLIENT LIST are `id=3 addr=… name=… …`; a name holds no space. */
function idsOfNamed(list: string, namePrefix: string): readonly string[] {
  return list.split('\n').flatMap(line => {
    const id = /^id=(\d+) /.exec(line)?.[1]
    const name = / name=(\S*)/.exec(line)?.[1]
    return id !== undefined && name !== undefined && name !== '' && name.startsWith(namePrefix) ? [id] : []
  })
}
