/** How often and how soon a step is tried again by itself after a failure that is declared retryable. */
export interface RetryPolicy {
  readonly times: number
  /** Wait before the first; it doubles with each. */
  readonly firstDelaySeconds: number
  readonly longestDelaySeconds: number
}

/** What a step has whose declaration does not say. */
export const usualRetry: RetryPolicy = { times: 3, firstDelaySeconds: 2, longestDelaySeconds: 60 }

/** Whether a policy can be kept to. */
export function isRetryPolicy({ times, firstDelaySeconds, longestDelaySeconds }: RetryPolicy): boolean {
  return (
    Number.isInteger(times) && times > 0 && firstDelaySeconds >= 1 && longestDelaySeconds >= firstDelaySeconds
  )
}

/**
 * How long the next try waits, in milliseconds, after so many; null: there is none. `random` (0 to 1) takes up to half of
 * the wait away, so that tasks that failed together do not come back together.
 */
export function retryDelayMs(policy: RetryPolicy | null, retries: number, random: number): number | null {
  if (policy === null || retries >= policy.times) return null
  const seconds = Math.min(policy.longestDelaySeconds, policy.firstDelaySeconds * 2 ** retries)
  return Math.round(seconds * 1000 * (1 - random / 2))
}
