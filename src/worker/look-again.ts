import { pause } from '../core/clock.ts'
import { openInstance, type Instance } from '../core/instance.ts'
import type { Claim } from './context.ts'

/** An end must not wait for servers that do not answer. */
const longestLookMs = 3000

/**
 * The instances of a task as a probe finds them now, to be stored with its end: what it did may have changed their facts. Those
 * that do not answer in time, or of whose service nothing can look, stay as they are. Never throws.
 */
export async function lookAgain(claim: Claim): Promise<readonly Instance[]> {
  const { recorder, clock, log } = claim
  const over = new AbortController()
  const looks = recorder.task().locks.map(id =>
    look(claim, id).catch((error: unknown) => {
      log(`${id} could not be looked at again: ${String(error)}`)
      return null
    }),
  )
  const late = pause(clock, longestLookMs, over.signal).then(() => null)
  try {
    const found = await Promise.all(looks.map(each => Promise.race([each, late])))
    return found.filter(instance => instance !== null)
  } finally {
    over.abort()
  }
}

/** An instance with the facts of now; null: nothing can look, or it is not registered any more. */
async function look({ store, vault, clock, probes }: Claim, id: string): Promise<Instance | null> {
  const stored = await store.findInstance(id)
  const probe = stored === null ? null : probes[stored.service]
  if (stored === null || probe === null || probe === undefined) return null
  const { facts } = await probe(stored.endpoints, openInstance(vault, stored).access)
  const at = clock.now()
  return { ...stored, facts, factsAt: at, updatedAt: at, revision: stored.revision + 1 }
}
