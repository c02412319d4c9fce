import { type RedisConnection } from './connection.ts'
import { RedisFault } from './fault.ts'
import { readFacts } from './server-facts.ts'

/** The value of a CONFIG parameter, in the form CONFIG SET takes it back. Null: this server has no such parameter. */
export async function readSetting(connection: RedisConnection, name: string): Promise<string | null> {
  const reply = await connection.command('CONFIG', 'GET', name)
  const value = Array.isArray(reply) ? reply[1] : undefined
  return typeof value === 'string' ? value : null
}

/**
 * Sets a CONFIG parameter until the server restarts, and gives the value it had (record it: it is what undoes this).
 * Not sent when it has that value already. Rejects as `refused` when the server has no such parameter.
 */
export async function changeSetting(
  connection: RedisConnection,
  name: string,
  value: string,
): Promise<string> {
  const earlier = await readSetting(connection, name)
  if (earlier === null) {
    throw new RedisFault('refused', connection.endpoint, `has no setting "${name}"`, { code: 'ERR' })
  }
  if (earlier !== value) await connection.command('CONFIG', 'SET', name, value)
  return earlier
}

/**
 * Writes all settings as they are now to the server's configuration file. False when it runs without a file: then
 * they last until its restart.
 */
export async function persistSettings(connection: RedisConnection): Promise<boolean> {
  const file = (await readFacts(connection, 'server')).get('config_file')
  if (file === undefined || file === '') return false
  await connection.command('CONFIG', 'REWRITE')
  return true
}
