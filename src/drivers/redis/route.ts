import { type ConnectionOptions, type RedisConnection, openConnection } from './connection.ts'
import { type SlotRange, slotCount, slotOf } from './slot.ts'
import type { RedisNode, RedisTopology } from './topology.ts'

/** One open connection to each node of an instance, and which of them has a key. */
export interface RedisRoute {
  /** In the order of the plan's nodes. */
  readonly connections: readonly RedisConnection[]
  /** Index into `connections` of the node that owns the key. */
  ownerOf(key: string): number
  close(): void
}

/** Connects to every node of the topology; all of them or none. */
export async function openRoute(
  topology: Pick<RedisTopology, 'mode'> & {
    readonly nodes: readonly Pick<RedisNode, 'endpoint' | 'slotRanges'>[]
  },
  options: ConnectionOptions = {},
): Promise<RedisRoute> {
  const opening = await Promise.allSettled(topology.nodes.map(node => openConnection(node.endpoint, options)))
  const connections = opening.filter(each => each.status === 'fulfilled').map(each => each.value)
  const close = () => connections.forEach(connection => connection.close())
  for (const each of opening) {
    if (each.status === 'rejected') {
      close()
      throw each.reason
    }
  }
  const ownerOf =
    topology.mode === 'standalone' ? () => 0 : ownerBySlot(topology.nodes.map(node => node.slotRanges))
  return { connections, ownerOf, close }
}

function ownerBySlot(rangesOfNodes: readonly (readonly SlotRange[])[]): (key: string) => number {
  const owners = new Int16Array(slotCount).fill(-1)
  rangesOfNodes.forEach((ranges, index) => {
    for (const [first, last] of ranges) owners.fill(index, first, last + 1)
  })
  return key => {
    const slot = slotOf(key)
    const owner = owners[slot]!
    if (owner < 0) throw new Error(`No node of the cluster owns slot ${slot}`)
    return owner
  }
}
