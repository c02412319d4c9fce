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
  /** By id, those that were asked for last at the end. */
  const recent = new Map<string, Kept>()
  let characters = 0

  function forget(id: string): void {
    characters -= recent.get(id)?.text.length ?? 0
    recent.delete(id)
  }

  return {
    of<Document>(id: string, version: number, read: () => Row): Document | null {
      const known = recent.get(id)
      const kept = known?.version === version ? known : renewed(known, version, read())
      forget(id)
      if (kept === null) return null
      recent.set(id, kept)
      characters += kept.text.length
      for (const oldest of recent.keys()) {
        if (characters <= mostCharacters) break
        forget(oldest)
      }
      return kept.document as Document
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
