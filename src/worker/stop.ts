const brand = Symbol('stop')

/** Why a step was stopped at a cancel point. */
export type StopReason = 'cancelled' | 'paused' | 'drained'

/** What a cancel point throws. Not an error of the step: it ends the way it was asked to. */
export interface Stop extends Error {
  readonly [brand]: StopReason
}

/** Makes what a cancel point throws. */
export function stop(reason: StopReason): Stop {
  return Object.assign(new Error(`the step was stopped: ${reason}`), { [brand]: reason })
}

/**
 * Why, when a thrown value is a {@link Stop}, or was caused by one: what waits on the signal of a step that should stop
 * ends with an error around it. Else null.
 */
export function stopReason(thrown: unknown): StopReason | null {
  if (typeof thrown !== 'object' || thrown === null) return null
  if (brand in thrown) return (thrown as Stop)[brand]
  return thrown instanceof Error && thrown.name === 'AbortError' ? stopReason(thrown.cause) : null
}
