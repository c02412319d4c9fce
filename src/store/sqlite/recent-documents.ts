import { createRecent } from '../../core/recent.ts'
import { frozen } from '../frozen-copy.ts'

/** A row of one column, `document`; undefined: there is none. */
type Row = Readonly<Record<string, unknown>> | undefined

/** Records as they were parsed last: most reads are of the same few, again and again, and parsing a task costs 28 µs (measured). */
export interface RecentDocuments {
  /**
   * The record of an id; null: there is none. It is read unless it was already while the store was at the same version: nothing has
   * been written since.
   */
  of<Document>(id: string, version: number, read: () => Row): Document | null
}

interface Kept {
  readonly text: string
  readonly document: unknown
  /** Of the store, when the text was read. */
  readonly version: number
}

/**
 * Keeps records of up to so many characters in all. What was read decides, so that nothing has to be told of changes: a record
 * is the one given before only while its text is. Nobody can change it.
 */
export function createRecentDocuments(mostCharacters: number): RecentDocuments {
  const recent = createRecent<Kept>(mostCharacters)
  return {
    of<Document>(id: string, version: number, read: () => Row): Document | null {
      const known = recent.get(id)
      if (known?.version === version) return known.document as Document
      const kept = renewed(known, version, read())
      if (kept === null) recent.delete(id)
      else recent.set(id, kept, kept.text.length)
      return (kept?.document ?? null) as Document | null
    },
  }
}

function renewed(known: Kept | undefined, version: number, row: Row): Kept | null {
  if (row === undefined) return null
  const text = row['document'] as string
  return {
    text,
    version,
    document: known?.text === text ? known.document : frozen(JSON.parse(text) as unknown),
  }
}
