/** Whom a kill hits; `both`: server and worker at the same moment. */
export type Victim = 'worker' | 'server' | 'both'

/** When a kill strikes: so long after the step was seen to be so far, or to be over. */
export interface Moment {
  readonly step: string
  /** Of the step itself. */
  readonly percent: number
  readonly delayMs: number
}

export interface Kill {
  readonly victim: Victim
  readonly moment: Moment
}

/** All that is left to chance in a round. */
export interface RoundChoice {
  readonly seed: number
  readonly keys: number
  readonly maximumKeysPerSecond: number
  readonly verify: 'sample' | 'full'
  /** In the order in which they strike. */
  readonly kills: readonly Kill[]
}

const victims: readonly Victim[] = ['worker', 'server', 'both']

/** The longest wait after a step was seen to run: short steps are over soon, and are to be hit at any of their points. */
const longestDelayMs: Readonly<Record<string, number>> = {
  pre_check: 30,
  data_migration: 300,
  verify: 300,
  cut_over: 120,
  resume_operation: 20,
}

/** The choice of a seed, the same every time. Without a victim, each kill has its own. */
export function chooseRound(seed: number, victim?: Victim): RoundChoice {
  const random = randomNumbers(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const happens = (share: number): boolean => random() < share
  const at = (step: string, percent: number): Kill => ({
    victim: victim ?? victims[below(victims.length)]!,
    moment: { step, percent, delayMs: below(longestDelayMs[step]!) },
  })
  const keys = 30_000 + 1000 * below(31)
  const late = below(3)
  const copying = [5 + below(85), ...(happens(0.5) ? [5 + below(85)] : [])].toSorted((one, two) => one - two)
  const kills = [
    ...(happens(0.1) ? [at('pre_check', 0)] : []),
    ...copying.map(percent => at('data_migration', percent)),
    ...(late === 1 ? [] : [at('verify', below(60))]),
    ...(late === 0 ? [] : [at('cut_over', 0)]),
    ...(happens(0.2) ? [at('resume_operation', 0)] : []),
  ]
  return {
    seed,
    keys,
    // About four seconds of copying.
    maximumKeysPerSecond: Math.round(keys / 4),
    verify: happens(0.5) ? 'full' : 'sample',
    kills: kills.slice(0, 4),
  }
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
