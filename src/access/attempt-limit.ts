import { networkOf } from './address.ts'

/** Somebody who tries to sign in. */
export interface Attempt {
  /** Whom it claims to be. */
  readonly name: string
  /** Where it comes from; null: not known. */
  readonly address: string | null
}

/** Slows down who guesses passwords. */
export interface AttemptLimit {
  /**
   * Begins an attempt: how many milliseconds it has to wait (it is not looked at, and does not count), or 0. One that begins
   * counts as failed until it is told to have succeeded, so that many at once are no way around.
   */
  begin(attempt: Attempt, nowMs: number): number
  succeeded(attempt: Attempt): void
}

/**
 * What fails free, and how the wait grows. A name is never refused as such: from an address that has not failed there is
 * always an attempt, so that nobody can lock a person out who comes from elsewhere; and no wait is longer than these.
 */
const rules = {
  /** One name from one address. */
  pair: { free: 5, leastMs: 1000, mostMs: 5 * 60_000 },
  /** The same for a name that is being guessed from many addresses. */
  soughtPair: { free: 1, leastMs: 30_000, mostMs: 5 * 60_000 },
  /** All names from one address. */
  address: { free: 30, leastMs: 1000, mostMs: 15 * 60_000 },
} as const

/** So many failures of one name from everywhere mean that it is being guessed. */
const soughtAfter = 50
/** A tally that nothing was added to for so long is over. */
const forgottenAfterMs = 60 * 60_000

interface Tally {
  readonly failures: number
  readonly lastAt: number
}

/** A limit that remembers so many names and addresses at most; those that failed the longest ago are forgotten first. */
export const createAttemptLimit = (most = 20_000): AttemptLimit => {
  /** The longest unchanged first. */
  const tallies = new Map<string, Tally>()

  const tallyOf = (key: string, nowMs: number): Tally => {
    const tally = tallies.get(key)
    return tally === undefined || nowMs - tally.lastAt > forgottenAfterMs
      ? { failures: 0, lastAt: nowMs }
      : tally
  }
  const put = (key: string, tally: Tally): void => {
    tallies.delete(key)
    if (tally.failures > 0) tallies.set(key, tally)
    const [oldest] = tallies.keys()
    if (tallies.size > most) tallies.delete(oldest!)
  }
  const waitMs = (
    { failures, lastAt }: Tally,
    rule: (typeof rules)[keyof typeof rules],
    nowMs: number,
  ): number => {
    if (failures < rule.free) return 0
    const wait = Math.min(rule.mostMs, rule.leastMs * 2 ** Math.min(30, failures - rule.free))
    return Math.max(0, lastAt + wait - nowMs)
  }

  return {
    begin(attempt, nowMs) {
      const keys = keysOf(attempt)
      const isSought = tallyOf(keys.name, nowMs).failures >= soughtAfter
      const waits = [
        waitMs(tallyOf(keys.pair, nowMs), isSought ? rules.soughtPair : rules.pair, nowMs),
        keys.address === null ? 0 : waitMs(tallyOf(keys.address, nowMs), rules.address, nowMs),
      ]
      const longest = Math.max(...waits)
      if (longest > 0) return longest
      for (const key of Object.values(keys))
        if (key !== null) put(key, { failures: tallyOf(key, nowMs).failures + 1, lastAt: nowMs })
      return 0
    },
    succeeded(attempt) {
      const { pair, name, address } = keysOf(attempt)
      tallies.delete(pair)
      // Who knows one password must not make the guesses at others forgotten.
      for (const key of [name, address]) {
        const tally = key === null ? undefined : tallies.get(key)
        if (tally !== undefined) put(key!, { ...tally, failures: tally.failures - 1 })
      }
    },
  }
}

const keysOf = ({ name, address }: Attempt) => {
  const network = address === null ? null : networkOf(address)
  const cut = name.slice(0, 100)
  return {
    pair: `pair ${network ?? '?'} ${cut}`,
    name: `name ${cut}`,
    address: network === null ? null : `address ${network}`,
  }
}
