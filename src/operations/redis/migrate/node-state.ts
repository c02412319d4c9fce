/**
 * How far the copy of one source node is. Kept as a checkpoint of the task, because the change feed outlives the step that
 * opened it; written in one piece, so that cursor and offset always belong together.
 */
export interface NodeState {
  /** Run of the server: a SCAN cursor means nothing to another one. */
  readonly runId: string
  readonly replicationId: string
  /** Runs of the target's servers: another one may have lost what was copied to it. */
  readonly targetRuns: readonly string[]
  /** Every change up to here is on the target. */
  readonly offset: number
  /** Every key before this SCAN cursor is on the target. */
  readonly cursor: string
  /** The full copy is over. */
  readonly scanned: boolean
  /** The target may hold keys the source no longer has: it has to be swept. */
  readonly sweep: boolean
  /** Keys counted and copied, for each part of the plan. */
  readonly totals: readonly number[]
  readonly copied: readonly number[]
}

/** Name of the task's checkpoint of a source node. */
export function stateName(nodeId: string): string {
  return `node:${nodeId}`
}

/**
 * The state of a node whose history is lost, or whose target is another server's memory now: everything is copied again, and
 * what is gone is swept away.
 */
export function restarted(
  state: NodeState,
  from: Pick<NodeState, 'runId' | 'replicationId' | 'offset' | 'targetRuns'>,
): NodeState {
  return { ...state, ...from, cursor: '0', scanned: false, sweep: true, copied: state.copied.map(() => 0) }
}

/** Below this share of its keys a source that lost its history is not believed. */
const leastShare = 0.5

/** Whether a source whose history is lost came back with so few keys that sweeping the target would destroy the data. */
export function hasShrunk(state: NodeState, keysNow: number): boolean {
  return keysNow < state.totals.reduce((sum, keys) => sum + keys, 0) * leastShare
}
