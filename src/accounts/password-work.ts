import { hashPassword, isPasswordOf } from '../access/password.ts'
import { StepwellError } from '../core/error.ts'

/** Checks and hashes passwords a few at once: each takes a thread of the pool, a quarter of a second and 32 MiB. */
export interface PasswordWork {
  /** Throws `sign_in_limited` where so many wait that the next would be refused; nothing is done, and nothing counts. */
  requirePlace(): void
  /** These are done in turn. Throw `sign_in_limited` where too many wait. */
  isPasswordOf(password: string, kept: string | null): Promise<boolean>
  hash(password: string): Promise<string>
}

/** How much may be under way. */
export interface PasswordWorkBounds {
  readonly mostAtOnce: number
  readonly mostWaiting: number
}

/** Makes turns; who shares them waits for one another. */
export function createPasswordWork({ mostAtOnce, mostWaiting }: PasswordWorkBounds): PasswordWork {
  let running = 0
  const waiting: (() => void)[] = []

  function requirePlace(): void {
    if (waiting.length >= mostWaiting) throw new StepwellError('sign_in_limited', { seconds: 1 })
  }

  async function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    requirePlace()
    if (running >= mostAtOnce) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await act()
    } finally {
      // Who comes next takes over the place.
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }

  return {
    requirePlace,
    isPasswordOf: (password, kept) => inTurn(() => isPasswordOf(password, kept)),
    hash: password => inTurn(() => hashPassword(password)),
  }
}
