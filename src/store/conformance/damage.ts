import { readFileSync, writeFileSync } from 'node:fs'

const pageBytes = 4096

/**
 * Damages a closed database where nothing but a look at the whole reads it: where two old events are in their page. It has
 * to hold some hundred tasks.
 */
export function damageOldEvents(path: string): void {
  const bytes = readFileSync(path)
  const holds = (from: number): boolean =>
    bytes.subarray(from, from + pageBytes).includes('{"type":"submitted"}')
  const pages = Array.from({ length: bytes.length / pageBytes }, (_, nth) => nth * pageBytes).filter(holds)
  // The first is the root of the table, which was a page of events once.
  const pointers = pages[1]! + 8
  writeFileSync(path, bytes.fill(0, pointers, pointers + 4))
}
