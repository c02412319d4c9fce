import { setTimeout as delay } from 'node:timers/promises'
import { ask } from './ask.ts'
import { type RedisOptions, type RedisServer, startRedis } from './redis-server.ts'

/** A cluster of masters on loopback that covers all slots in equal parts. */
export interface RedisCluster extends AsyncDisposable {
  readonly nodes: readonly RedisServer[]
  /** Of the first node. */
  readonly address: string
  stop(): Promise<void>
}

const slotCount = 16384
const formedWithinMs = 30_000

/** Starts the masters, gives each its slots, introduces them to each other and waits until every one says "ok". */
export async function startCluster(
  options: Omit<RedisOptions, 'port' | 'cluster'> & { readonly masters?: number } = {},
): Promise<RedisCluster> {
  const { masters = 3, ...rest } = options
  const starts = await Promise.allSettled(
    Array.from({ length: masters }, () => startRedis({ ...rest, cluster: true })),
  )
  const nodes = starts.filter(start => start.status === 'fulfilled').map(start => start.value)
  const stop = async () => {
    await Promise.all(nodes.map(node => node.stop()))
  }
  try {
    for (const start of starts) if (start.status === 'rejected') throw start.reason
    await join(nodes)
  } catch (error) {
    await stop()
    throw error
  }
  return { nodes, address: nodes[0]!.address, stop, [Symbol.asyncDispose]: stop }
}

async function join(nodes: readonly RedisServer[]): Promise<void> {
  await Promise.all(
    nodes.map(async (node, index) => {
      await order(node, ['CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1)])
      const first = Math.floor((slotCount * index) / nodes.length)
      const last = Math.floor((slotCount * (index + 1)) / nodes.length) - 1
      await order(node, ['CLUSTER', 'ADDSLOTSRANGE', String(first), String(last)])
    }),
  )
  // Every pair is introduced: waiting for gossip to do it takes seconds.
  for (const [index, node] of nodes.entries()) {
    for (const other of nodes.slice(index + 1)) {
      await order(node, ['CLUSTER', 'MEET', '127.0.0.1', String(other.port), String(other.busPort)])
    }
  }
  await Promise.all(nodes.map(node => waitUntilFormed(node, nodes.length)))
}

async function order(node: RedisServer, command: readonly string[]): Promise<void> {
  const reply = await ask(node.port, command, access(node))
  if (reply !== '+OK') throw new Error(`${command.join(' ')} was refused by ${node.address}: ${reply}`)
}

async function waitUntilFormed(node: RedisServer, size: number): Promise<void> {
  const deadline = Date.now() + formedWithinMs
  for (;;) {
    const state = await ask(node.port, ['CLUSTER', 'INFO'], access(node))
    const formed =
      state.includes('cluster_state:ok') &&
      state.includes(`cluster_slots_ok:${slotCount}`) &&
      state.includes(`cluster_known_nodes:${size}\r\n`) &&
      state.includes(`cluster_size:${size}\r\n`)
    if (formed) return
    if (Date.now() > deadline) throw new Error(`The cluster did not form: ${node.address} says ${state}`)
    await delay(20)
  }
}

function access(node: RedisServer): { readonly password?: string } {
  return node.password === null ? {} : { password: node.password }
}
