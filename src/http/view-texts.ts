/** Texts of views by name: those asked for last are kept, up to a size. */
export interface ViewTexts {
  /** The text of that name; made, if it is not there. */
  of(name: string, make: () => string): string
}

/** Makes the memory of views; together they are at most so many characters. */
export function createViewTexts(mostCharacters: number): ViewTexts {
  /** The one asked for longest ago first. */
  const texts = new Map<string, string>()
  let characters = 0

  function keep(name: string, text: string): void {
    if (text.length > mostCharacters) return
    texts.set(name, text)
    characters += text.length
    for (const [oldest, dropped] of texts) {
      if (characters <= mostCharacters) return
      texts.delete(oldest)
      characters -= dropped.length
    }
  }

  return {
    of(name, make) {
      const known = texts.get(name)
      if (known === undefined) {
        const made = make()
        keep(name, made)
        return made
      }
      texts.delete(name)
      texts.set(name, known)
      return known
    },
  }
}
