import { createRecent } from '../core/recent.ts'

/** Views by name: those asked for last are kept, up to a size. */
export interface Views {
  /** What that view is called in `ETag` and `If-None-Match`. */
  etagOf(name: string): string
  /** The text of that view; made, if it is not there. */
  textOf(name: string, make: () => string): string
}

/** Makes the memory of views; together their names and texts are at most so many characters. */
export function createViews(mostCharacters: number, makeEtag: (name: string) => string): Views {
  /** A text is null until somebody needs it. */
  const recent = createRecent<{ readonly etag: string; readonly text: string | null }>(mostCharacters)

  function find(name: string) {
    const known = recent.get(name)
    if (known !== undefined) return known
    const made = { etag: makeEtag(name), text: null }
    recent.set(name, made, name.length)
    return made
  }

  return {
    etagOf: name => find(name).etag,
    textOf(name, make) {
      const { etag, text } = find(name)
      if (text !== null) return text
      const made = make()
      recent.set(name, { etag, text: made }, name.length + made.length)
      return made
    },
  }
}
