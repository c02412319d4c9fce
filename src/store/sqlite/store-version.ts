import type { DatabaseSync } from 'node:sqlite'

/** The version of what a connection that only reads would read: another number once any other one has written, of this process or not. */
export interface StoreVersion {
  current(): number
  /** Has it asked for anew, because this process was told of something that was written. */
  forget(): void
}

/** For how long what was read is good, unless it is forgotten before: until what goes on now is over, or the turn of the event loop. */
export type ReadSpan = 'tick' | 'turn'

/**
 * Asks for the version once a span, which costs less than reading one record. A turn serves all requests that have come in
 * together: whoever was told of a write in it comes back in a later one. A process that is told of writes by messages, and
 * looks at once, may be told in the very turn in which it has read before: its span is the tick.
 */
export function versionOf(connection: DatabaseSync, span: ReadSpan): StoreVersion {
  const dataVersion = connection.prepare('PRAGMA data_version')
  let version: number | null = null
  let isEnding = false
  function end(): void {
    isEnding = false
    version = null
  }
  const endLater = span === 'turn' ? () => void setImmediate(end) : () => process.nextTick(end)
  return {
    current() {
      if (version === null) {
        version = dataVersion.get()!['data_version'] as number
        if (!isEnding) endLater()
        isEnding = true
      }
      return version
    },
    forget() {
      version = null
    },
  }
}
