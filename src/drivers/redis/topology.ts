import { type ClusterMaster, type OpenSlot, parseClusterNodes } from './cluster-nodes.ts'
import { type ConnectionOptions, type RedisConnection, openConnection } from './connection.ts'
import { type RedisEndpoint } from './endpoint.ts'
import { RedisFault } from './fault.ts'
import { databasesOf, readFacts } from './server-facts.ts'
import { type SlotRange, allSlots, countSlots } from './slot.ts'

/** One master, or the one server of a standalone instance. */
export interface RedisNode {
  /** Cluster node id; host:port when standalone. */
  readonly id: string
  readonly endpoint: RedisEndpoint
  /** Slots it owns; all of them when standalone. */
  readonly slotRanges: readonly SlotRange[]
  readonly role: 'master' | 'replica'
  /** New with every start of the process: a scan cursor is worth nothing under another one. */
  readonly runId: string
  readonly version: string
  /** DBSIZE of database 0: holds expired keys not yet removed. */
  readonly keyCount: number
  /** Databases that hold keys. */
  readonly databases: readonly number[]
}

/** What stands behind an address. */
export interface RedisTopology {
  readonly mode: 'standalone' | 'cluster'
  readonly flavour: 'redis' | 'valkey'
  /** Of the server asked first. */
  readonly version: string
  /** Masters of a cluster in order of their slots; the one server, master or replica, when standalone. */
  readonly nodes: readonly RedisNode[]
  /** `fail` when any master says so; null when standalone. */
  readonly clusterState: 'ok' | 'fail' | null
  /** How many of the 16,384 slots have an owner; all when standalone. */
  readonly slotsCovered: number
  /** Slots that are being moved now, as their masters tell. */
  readonly openSlots: readonly OpenSlot[]
  /** Databases that hold keys on any node. */
  readonly databases: readonly number[]
  readonly keyCount: number
}

/**
 * Asks one server what it is, and in a cluster every master, each at the address that it announces and with the same
 * credentials. Rejects with a RedisFault, also when the address is a Sentinel's.
 */
export async function probeTopology(
  endpoint: RedisEndpoint,
  options: ConnectionOptions = {},
): Promise<RedisTopology> {
  const connection = await openConnection(endpoint, options)
  try {
    const facts = await readFacts(connection, 'server')
    const mode = facts.get('redis_mode') ?? 'standalone'
    if (mode === 'sentinel') {
      throw new RedisFault('refused', endpoint, 'is a Sentinel: give the address of the data server')
    }
    const identity = {
      flavour: facts.get('server_name') === 'valkey' ? 'valkey' : 'redis',
      version: versionOf(facts),
    } as const
    if (mode === 'cluster') return { mode, ...identity, ...(await probeCluster(connection, options)) }
    const node = await describeNode(connection, { id: null, slotRanges: [allSlots] })
    return {
      mode: 'standalone',
      ...identity,
      nodes: [node],
      clusterState: null,
      slotsCovered: countSlots([allSlots]),
      openSlots: [],
      databases: node.databases,
      keyCount: node.keyCount,
    }
  } finally {
    connection.close()
  }
}

async function probeCluster(
  seed: RedisConnection,
  options: ConnectionOptions,
): Promise<Omit<RedisTopology, 'mode' | 'flavour' | 'version'>> {
  const masters = await readMasters(seed)
  const described = await Promise.all(masters.map(master => probeMaster(seed, master, options)))
  const ranges = masters.flatMap(master => master.slotRanges)
  const nodes = described.map(each => each.node)
  return {
    nodes: nodes.toSorted((one, other) => firstSlot(one) - firstSlot(other)),
    clusterState: described.every(each => each.state === 'ok') ? 'ok' : 'fail',
    slotsCovered: countSlots(ranges),
    openSlots: described.flatMap(each => each.openSlots),
    databases: [...new Set(nodes.flatMap(node => node.databases))].toSorted((one, other) => one - other),
    keyCount: nodes.reduce((sum, node) => sum + node.keyCount, 0),
  }
}

async function probeMaster(seed: RedisConnection, master: ClusterMaster, options: ConnectionOptions) {
  const endpoint = announcedEndpoint(seed.endpoint, master)
  const connection = await openConnection(endpoint, options)
  try {
    const own = await readMasters(connection)
    const state = String(await connection.command('CLUSTER', 'INFO')).includes('cluster_state:ok')
    return {
      node: await describeNode(connection, master),
      state: state ? 'ok' : 'fail',
      openSlots: own.find(each => each.isAsked)?.openSlots ?? [],
    } as const
  } finally {
    connection.close()
  }
}

async function readMasters(connection: RedisConnection): Promise<readonly ClusterMaster[]> {
  return parseClusterNodes(String(await connection.command('CLUSTER', 'NODES')))
}

/** Credentials and TLS are the whole cluster's. A node that knows no address of its own has the one we came by. */
function announcedEndpoint(seed: RedisEndpoint, master: ClusterMaster): RedisEndpoint {
  // Certificates are made out to names; without TLS the address needs no look-up.
  const announced = seed.tls === undefined ? master.host : (master.hostName ?? master.host)
  return { ...seed, host: announced === '' ? seed.host : announced, port: master.port }
}

async function describeNode(
  connection: RedisConnection,
  place: { readonly id: string | null; readonly slotRanges: readonly SlotRange[] },
): Promise<RedisNode> {
  const facts = await readFacts(connection, 'server', 'replication', 'keyspace')
  const { host, port } = connection.endpoint
  return {
    id: place.id ?? `${host}:${port}`,
    endpoint: connection.endpoint,
    slotRanges: place.slotRanges,
    role: facts.get('role') === 'master' ? 'master' : 'replica',
    runId: facts.get('run_id') ?? '',
    version: versionOf(facts),
    keyCount: Number(await connection.command('DBSIZE')),
    databases: databasesOf(facts),
  }
}

function versionOf(facts: ReadonlyMap<string, string>): string {
  return facts.get('valkey_version') ?? facts.get('redis_version') ?? '0.0.0'
}

function firstSlot(node: RedisNode): number {
  return node.slotRanges[0]?.[0] ?? Number.POSITIVE_INFINITY
}
