/** What this browser keeps of the console under a name; null: nothing; undefined: it may keep nothing. */
export function readKept(name: string): string | null | undefined {
  try {
    return localStorage.getItem(name)
  } catch {
    return undefined
  }
}

/** Keeps a text under a name; null: no longer. Where the browser may keep nothing, what was chosen holds for this page. */
export function keep(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    // Site data is forbidden, or there is no room.
  }
}
