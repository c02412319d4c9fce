/** What a key does, by the key as the browser names it; two in a row, as in `g t`. */
export type KeyActions = Readonly<Record<string, () => void>>

/** So soon the second of two keys has to follow. */
const secondWithinMs = 1000

/** Reads one key after the other, and finds what it does, alone or with the one before; undefined: nothing. */
export function keyReader(): (key: string, atMs: number, actions: KeyActions) => (() => void) | undefined {
  let first: { readonly key: string; readonly atMs: number } | null = null
  return (key, atMs, actions) => {
    const isSecond = first !== null && atMs - first.atMs < secondWithinMs
    const pair = isSecond ? `${first?.key} ${key}` : key
    first = { key, atMs }
    return actions[pair] ?? actions[key]
  }
}
