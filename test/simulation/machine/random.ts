/** Chance that depends on a seed alone: everything of a schedule is drawn from one of these, in order. */
export interface Random {
  /** From 0 up to, not including, 1. */
  fraction(): number
  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  /** True as often as `probability` says: 0 never, 1 always. */
  chance(probability: number): boolean
  /** One of several; there has to be one. */
  pick<Value>(from: readonly Value[]): Value
  /** One of several, each as often as it weighs against the others; null: all weigh nothing. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name | null
}

/** The chance of a seed. Mulberry32: small, and even enough to choose by. */
export function createRandom(seed: number): Random {
  // Seeds that follow each other must not begin alike.
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0

  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(fraction() * count)

  return {
    fraction,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: probability => fraction() < probability,
    pick: from => from[below(from.length)]!,
    weighted<Name extends string>(weights: Readonly<Record<Name, number>>) {
      const names = Object.keys(weights) as Name[]
      let left = fraction() * names.reduce((sum, name) => sum + weights[name], 0)
      return names.find(name => (left -= weights[name]) < 0) ?? null
    },
  }
}
