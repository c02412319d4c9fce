import type { DatabaseSync } from 'node:sqlite'

/**
 * Tells the version of what a connection that only reads would read: another number once any other one has written, of
 * this process or not. It is asked for once for all that is read before anything is waited for; that costs less than
 * reading one record.
 */
export function versionOf(connection: DatabaseSync): () => number {
  const dataVersion = connection.prepare('PRAGMA data_version')
  let version: number | null = null
  const forget = (): void => void (version = null)
  return () => {
    if (version === null) {
      version = dataVersion.get()!['data_version'] as number
      // Runs once nothing is left to do but to wait, so before anybody can be told of a later write.
      process.nextTick(forget)
    }
    return version
  }
}
