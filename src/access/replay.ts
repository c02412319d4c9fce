/** The bounds of a replay memory. */
export interface ReplayBounds {
  /** Signatures remembered at once; about 210 bytes each (measured). */
  readonly maximumCount: number
  /** Of them, of one caller: nobody alone can keep the others from changing anything. */
  readonly maximumOfCaller: number
  /** Bytes of the answers kept, as `sizeOf` counts them. */
  readonly maximumBytes: number
}

/** 200,000 signatures (about 220 changes a second, without end), a quarter of them of one caller, and 32 MiB of answers. */
export const defaultReplayBounds: ReplayBounds = {
  maximumCount: 200_000,
  maximumOfCaller: 50_000,
  maximumBytes: 32 * 1024 * 1024,
}

/** A change as it was signed. */
export interface SignedChange {
  readonly signature: string
  /** When its date stops being valid. */
  readonly expiresAtMs: number
  /** Whoever signed it. */
  readonly caller: string
}

/**
 * What becomes of a signed change.
 * - `first`: it acts now; `again`: it acted before, here is the first answer (which may still be under way).
 * - `answer_gone`: it acted before, but the answer is no longer kept.
 * - `full`: nothing more of the caller can be remembered before `freeAtMs`, so it must not act.
 * - `expired`: its date was over by the latest clock seen (the clock has gone back), so it may have acted before.
 */
export type ReplayOutcome<Answer> =
  | { readonly kind: 'first' | 'again'; readonly answer: Promise<Answer> }
  | { readonly kind: 'answer_gone' | 'expired' }
  | { readonly kind: 'full'; readonly freeAtMs: number }

/** Remembers signatures of changes until their date is over. */
export interface ReplayMemory<Answer> {
  /**
   * Runs `act` unless this signature was seen before. A failure of `act` is remembered like an answer: it may have
   * acted in part. An answer that `isSecret` is given to the first alone, also while it is under way: again it is
   * `answer_gone`.
   */
  readonly answerOnce: (
    change: SignedChange,
    nowMs: number,
    act: () => Promise<Answer>,
    isSecret?: boolean,
  ) => ReplayOutcome<Answer>
  /** How much is remembered now. */
  readonly size: () => { readonly count: number; readonly bytes: number }
}

/**
 * A replay memory. At its bounds it refuses rather than forgets, because a forgotten signature could act twice: when the
 * answers take too many bytes the oldest are dropped and only their signatures stay (`answer_gone`); when there are too
 * many signatures, new ones are refused (`full`) until the oldest dates are over. It lives in memory: after a restart
 * only what the store keeps (the client token of a submission) prevents a repetition.
 */
export const createReplayMemory = <Answer>(
  bounds: ReplayBounds,
  sizeOf: (answer: Answer) => number,
): ReplayMemory<Answer> => {
  /** Null once the answer was dropped, or where it is never kept. */
  const answers = new Map<string, Promise<Answer> | null>()
  /** Sizes of the answers kept, the oldest first. */
  const keptBytes = new Map<string, number>()
  /** Signatures by the minute in which their date is over; at most 31 minutes, so no timer and no sorting is needed. */
  const changesByMinute = new Map<number, SignedChange[]>()
  /** How many of each caller are remembered. */
  const counts = new Map<string, number>()
  let bytes = 0
  let currentMinute = 0

  const drop = (signature: string): void => {
    bytes -= keptBytes.get(signature) ?? 0
    keptBytes.delete(signature)
  }

  const count = (caller: string, more: 1 | -1): void => {
    const counted = (counts.get(caller) ?? 0) + more
    if (counted === 0) counts.delete(caller)
    else counts.set(caller, counted)
  }

  const forgetBefore = (minute: number): void => {
    for (const [expiryMinute, changes] of changesByMinute) {
      if (expiryMinute >= minute) continue
      changesByMinute.delete(expiryMinute)
      for (const { signature, caller } of changes) {
        answers.delete(signature)
        drop(signature)
        count(caller, -1)
      }
    }
  }

  const keep = (signature: string, size: number): void => {
    if (!answers.has(signature)) return
    keptBytes.set(signature, size)
    bytes += size
    for (const oldest of keptBytes.keys()) {
      if (bytes <= bounds.maximumBytes) return
      drop(oldest)
      answers.set(oldest, null)
    }
  }

  return {
    answerOnce: (change, nowMs, act, isSecret = false) => {
      const { signature, expiresAtMs, caller } = change
      const nowMinute = minuteOf(nowMs)
      if (nowMinute > currentMinute) {
        currentMinute = nowMinute
        forgetBefore(currentMinute)
      }
      const known = answers.get(signature)
      if (known === null) return { kind: 'answer_gone' }
      if (known !== undefined) return { kind: 'again', answer: known }
      const expiryMinute = minuteOf(expiresAtMs)
      if (expiryMinute < currentMinute) return { kind: 'expired' }
      const isFull =
        answers.size >= bounds.maximumCount || (counts.get(caller) ?? 0) >= bounds.maximumOfCaller
      if (isFull) return { kind: 'full', freeAtMs: (Math.min(...changesByMinute.keys()) + 1) * minuteMs }

      // Called inside a promise, so that what it throws at once is an answer too.
      const answer = Promise.resolve().then(act)
      answers.set(signature, isSecret ? null : answer)
      count(caller, 1)
      const sameMinute = changesByMinute.get(expiryMinute)
      if (sameMinute === undefined) changesByMinute.set(expiryMinute, [change])
      else sameMinute.push(change)
      if (!isSecret)
        answer.then(
          given => keep(signature, sizeOf(given)),
          () => keep(signature, 0),
        )
      return { kind: 'first', answer }
    },
    size: () => ({ count: answers.size, bytes }),
  }
}

const minuteMs = 60_000
const minuteOf = (moment: number): number => Math.floor(moment / minuteMs)
