import { misuse } from '../failure.ts'

/** Reads `name=value` texts; the value is what follows the first `=`. Throws misuse for another form or a name twice. */
export function parsePairs(pairs: readonly string[], option: string): Readonly<Record<string, string>> {
  const parsed = new Map<string, string>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(0, equals)).trim()
    if (name === '') throw misuse('input.noPair', { option, text: pair })
    if (parsed.has(name)) throw misuse('input.twice', { option, name })
    parsed.set(name, pair.slice(equals + 1))
  }
  return Object.fromEntries(parsed)
}
