import type { Endpoint } from '../../../core/instance.ts'

/** Slots `[from, to]`, both inclusive. */
export type SlotRange = readonly [number, number]

/** One master, as the plan found it. */
export interface PlannedNode {
  /** Its cluster node id; its run id where it stands alone. */
  readonly id: string
  readonly endpoint: Endpoint
  readonly slotRanges: readonly SlotRange[]
}

/** Source or target. */
export interface PlannedSide {
  readonly instance: string
  /** host:port of what the registry named when the plan was made: while it does, the instance is not switched away. */
  readonly registered: readonly string[]
  readonly mode: 'standalone' | 'cluster'
  readonly version: string
  readonly nodes: readonly PlannedNode[]
}

/**
 * What is copied from where to where: decided once by the pre-check and stored as its output, never computed again.
 */
export interface MigrationPlan {
  readonly source: PlannedSide
  readonly target: PlannedSide
  /** Keys of each source node when the plan was made. */
  readonly sourceKeys: readonly number[]
}

/** A part of the copy that is shown as a sub-step: one node and its slots. */
export interface PlannedPart {
  readonly name: string
  readonly node: PlannedNode
}

/** Whether the parts are the target's nodes: only when all keys come from one node and go to several. */
export function partsAreTargets(plan: MigrationPlan): boolean {
  return plan.source.mode === 'standalone'
}

/**
 * The parts shown: the target's masters when the source stands alone, else the source's; one of all slots between two
 * servers that stand alone.
 */
export function partsOf(plan: MigrationPlan): readonly PlannedPart[] {
  const side = partsAreTargets(plan) ? plan.target : plan.source
  return side.nodes.map(node => ({ name: `node_${node.id}`, node }))
}

/** One server of a side, as effects are told of it. */
export type PlannedServer = {
  readonly instance: string
  readonly registered: readonly string[]
  readonly host: string
  readonly port: number
}

/** A node of a side as {@link PlannedServer}. */
export function serverOf({ instance, registered }: PlannedSide, node: PlannedNode): PlannedServer {
  return { instance, registered, host: node.endpoint.host, port: node.endpoint.port }
}
