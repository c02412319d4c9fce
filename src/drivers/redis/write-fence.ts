import type { RedisConnection } from './connection.ts'
import { RedisFault } from './fault.ts'
import { persistSettings, readSetting } from './settings.ts'

/**
 * The write fence: a server that has been switched away from refuses writes, to every user and every client, until that is
 * undone. The means is `min-replicas-to-write` at a number that no server reaches: a master then answers NOREPLICAS.
 *
 * Seen on Redis 7.0.15, standalone and in a cluster, against the other candidates:
 * - writes, scripts, FLUSHALL and clients that had waited in a CLIENT PAUSE are refused at once; reads, SCAN, DUMP,
 *   replicas and the change feed go on; no address, role or slot changes; expiry by time goes on
 * - with a configuration file (CONFIG REWRITE) it survives a restart; without one it ends with the process
 * - `ACL SETUSER default -@write` binds one user: every user has to be changed, and new ones are free; kept by ACL SAVE only
 *   where there is an ACL file
 * - REPLICAOF a dead address is refused by a cluster ("not allowed in cluster mode"); undone, the replication id is another
 *   one, so that a feed cannot go on
 * - CLIENT PAUSE ends by itself, and lets clients wait where they should hear that they are at the wrong server
 */
const noServerReaches = 65_535
const usualLagSeconds = '10'

/** What the fence changes, as it was: read and recorded before the fence goes up. */
export interface WriteLimits {
  readonly minReplicasToWrite: string
  readonly minReplicasMaxLag: string
}

/** The limits as they are now. */
export async function readWriteLimits(connection: RedisConnection): Promise<WriteLimits> {
  const minReplicasToWrite = await readSetting(connection, 'min-replicas-to-write')
  const minReplicasMaxLag = await readSetting(connection, 'min-replicas-max-lag')
  if (minReplicasToWrite === null || minReplicasMaxLag === null) {
    throw new RedisFault('refused', connection.endpoint, 'has no setting "min-replicas-to-write"', {
      code: 'ERR',
    })
  }
  return { minReplicasToWrite, minReplicasMaxLag }
}

/** True when limits are those of the fence. */
export function isFence(limits: WriteLimits): boolean {
  return limits.minReplicasToWrite === String(noServerReaches)
}

/** True when the server refuses writes because of the fence. */
export async function writesFenced(connection: RedisConnection): Promise<boolean> {
  return isFence(await readWriteLimits(connection))
}

/**
 * Puts the fence up; can be repeated. `outlivesRestart` is false when the server has no configuration file to write it to.
 * The file then holds every setting as it is now: temporary ones are better undone before, or persisted again afterwards.
 */
export async function fenceWrites(
  connection: RedisConnection,
): Promise<{ readonly outlivesRestart: boolean }> {
  await raiseFence(connection, await readWriteLimits(connection))
  return { outlivesRestart: await persistSettings(connection) }
}

/**
 * Puts the fence up in memory only, in one round trip: it ends with the server's process. `limits` are those it replaces.
 * From here on also clients that would wait in a pause are refused at once.
 */
export async function raiseFence(connection: RedisConnection, limits: WriteLimits): Promise<void> {
  // Lag 0 switches the check off.
  const lag = limits.minReplicasMaxLag === '0' ? usualLagSeconds : limits.minReplicasMaxLag
  await setLimits(connection, { minReplicasToWrite: String(noServerReaches), minReplicasMaxLag: lag })
}

/**
 * Takes the fence down in memory and puts back the recorded limits. False, and nothing changed, when there is no fence: it
 * never went up, it is down already, or somebody has set other limits since.
 */
export async function lowerFence(connection: RedisConnection, recorded: WriteLimits): Promise<boolean> {
  if (!(await writesFenced(connection))) return false
  await setLimits(connection, recorded)
  return true
}

/** As {@link lowerFence}, and in the configuration file too. */
export async function unfenceWrites(connection: RedisConnection, recorded: WriteLimits): Promise<boolean> {
  const lowered = await lowerFence(connection, recorded)
  if (lowered) await persistSettings(connection)
  return lowered
}

/** Both limits in one command: there is no moment with only one of them. */
async function setLimits(connection: RedisConnection, limits: WriteLimits): Promise<void> {
  const { minReplicasToWrite, minReplicasMaxLag } = limits
  const values = ['min-replicas-max-lag', minReplicasMaxLag, 'min-replicas-to-write', minReplicasToWrite]
  await connection.command('CONFIG', 'SET', ...values)
}
