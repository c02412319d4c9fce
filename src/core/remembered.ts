/**
 * Makes what looks something up and remembers it by its key, so many at most: the one found longest ago goes first. What may
 * change has to be part of the key.
 */
export function createRemembered<Found>(
  most: number,
): (key: string, find: () => Promise<Found>) => Promise<Found> {
  const kept = new Map<string, Found>()
  return async (key, find) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = await find()
    kept.set(key, found)
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return found
  }
}
