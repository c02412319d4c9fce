import { frozen } from '../frozen-copy.ts'

/** Records as they were parsed last: most reads are of the same few, again and again, and parsing a task costs 28 µs (measured). */
export interface RecentDocuments {
  /** The record that a row has as its `document`; null: there is no row. */
  of<Document>(id: string, row: Readonly<Record<string, unknown>> | undefined): Document | null
}

/**
 * Keeps records of up to so many characters in all. What was read decides, so that nothing has to be told of changes: a record
 * is the one given before only while its text is. Nobody can change it.
 */
export function createRecentDocuments(mostCharacters: number): RecentDocuments {
  /** By id, those that were asked for last at the end. */
  const recent = new Map<string, { readonly text: string; readonly document: unknown }>()
  let characters = 0

  function forget(id: string): void {
    characters -= recent.get(id)?.text.length ?? 0
    recent.delete(id)
  }

  return {
    of<Document>(id: string, row: Readonly<Record<string, unknown>> | undefined): Document | null {
      const known = recent.get(id)
      forget(id)
      if (row === undefined) return null
      const text = row['document'] as string
      const kept = known?.text === text ? known : { text, document: frozen(JSON.parse(text) as unknown) }
      recent.set(id, kept)
      characters += text.length
      for (const oldest of recent.keys()) {
        if (characters <= mostCharacters) break
        forget(oldest)
      }
      return kept.document as Document
    },
  }
}
