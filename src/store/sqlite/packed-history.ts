import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { HistoryEvent } from '../../core/event.ts'

/** A line of history without the task's id, which its row tells. */
export type StoredEvent = Omit<HistoryEvent, 'task'>

/** Packs lines of history. */
export function pack(events: readonly StoredEvent[]): Uint8Array {
  return zstdCompressSync(JSON.stringify(events))
}

/** What {@link pack} packed. */
export function unpack(packed: Uint8Array): readonly StoredEvent[] {
  return JSON.parse(zstdDecompressSync(packed).toString('utf8')) as readonly StoredEvent[]
}
