import type { DatabaseSync } from 'node:sqlite'

/** The version of what a connection that only reads would read: another number once any other one has written, of this process or not. */
export interface StoreVersion {
  current(): number
  /** Has it asked for anew, because this process was told of something that was written. */
  forget(): void
}

/**
 * Asks for the version once a turn of the event loop, which costs less than reading one record, and serves all requests that
 * have come in together. Nobody outside can tell: whatever was told of a write in this turn comes back in a later one.
 */
export function versionOf(connection: DatabaseSync): StoreVersion {
  const dataVersion = connection.prepare('PRAGMA data_version')
  let version: number | null = null
  let isToBeForgotten = false
  function forgetLater(): void {
    isToBeForgotten = false
    version = null
  }
  return {
    current() {
      if (version === null) {
        version = dataVersion.get()!['data_version'] as number
        if (!isToBeForgotten) setImmediate(forgetLater)
        isToBeForgotten = true
      }
      return version
    },
    forget() {
      version = null
    },
  }
}
