import type { FeedLag } from './event-feed.ts'
import type { Worker } from './store.ts'

/**
 * What keeps a server from work, by name: itself, that it was told to hold, the store, a worker; and the feed of events,
 * without which it works all the same.
 */
export const readinessParts = ['server', 'hold', 'store', 'worker', 'events'] as const
export type ReadinessPart = (typeof readinessParts)[number]

/** Whether a server can take work, and what of it is not as it should be. */
export interface Readiness {
  readonly ready: boolean
  /** Also `events`, which alone keeps nobody from work. */
  readonly missing: readonly ReadinessPart[]
}

export interface ReadinessParts {
  /** False: it is starting or ending. */
  readonly isServing: () => boolean
  /** True: it was told to begin nothing, and has no worker. */
  readonly isHeld: boolean
  readonly workers: () => Promise<readonly Worker[]>
  readonly lag: () => Promise<FeedLag>
  /** When a write of the server itself has failed; null: the last one did not. */
  readonly writeFailedAt: () => number | null
  readonly now: () => number
}

/** Events that nobody has heard of for so long are late: the feed looks every second. */
const lateMs = 30_000

/** Looks whether a server can take work. Never rejects: a store that does not answer is one of the answers. */
export async function readinessOf(parts: ReadinessParts): Promise<Readiness> {
  const server = parts.isServing() ? [] : (['server'] as const)
  const stored = await lookIntoStore(parts).catch(() => ['store'] as const)
  const missing = [...server, ...(parts.isHeld ? (['hold'] as const) : []), ...stored]
  return { ready: missing.every(part => part === 'events'), missing }
}

async function lookIntoStore(parts: ReadinessParts): Promise<readonly ReadinessPart[]> {
  const [workers, { ageMs }] = await Promise.all([parts.workers(), parts.lag()])
  const now = parts.now()
  const failedAt = parts.writeFailedAt()
  // A heartbeat is a write as well: what has got through since tells that the store takes them again.
  const isWritten = failedAt === null || workers.some(({ heartbeatAt }) => heartbeatAt > failedAt)
  const isHeardOf = workers.some(({ leaseExpiresAt }) => leaseExpiresAt >= now)
  return [
    ...(isWritten ? [] : (['store'] as const)),
    ...(isHeardOf || parts.isHeld ? [] : (['worker'] as const)),
    ...(ageMs > lateMs ? (['events'] as const) : []),
  ]
}
