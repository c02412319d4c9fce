import { operationFailure } from '../../../core/failure.ts'
import type { ReachableInstance } from '../../../core/instance.ts'
import { probeRestore } from '../../../drivers/redis/compatibility.ts'
import { openConnection, type RedisConnection } from '../../../drivers/redis/connection.ts'
import { addressOf } from '../../../drivers/redis/endpoint.ts'
import { openRoute } from '../../../drivers/redis/route.ts'
import { readClock, readFacts } from '../../../drivers/redis/server-facts.ts'
import { readSetting } from '../../../drivers/redis/settings.ts'
import { slotCount } from '../../../drivers/redis/slot.ts'
import { probeTopology, type RedisNode, type RedisTopology } from '../../../drivers/redis/topology.ts'
import { writesFenced } from '../../../drivers/redis/write-fence.ts'
import type { MigrateContext } from './input.ts'
import { largestKey } from './large-keys.ts'
import { megabytes, planLines, sizeOf } from './plan-lines.ts'
import type { MigrationPlan, PlannedSide } from './plan.ts'
import { redisEndpoint } from './session.ts'

/** How much larger than the source's data the target's memory has to be. */
const headroom = 1.2
/** Clocks may differ by this much: expiry is an absolute time. */
const clockToleranceSeconds = 2
/** DUMP with absolute expiry and a feed without data need this version. */
const oldestMajor = 7

/** A side as it is found now. */
interface Side {
  readonly instance: ReachableInstance
  readonly topology: RedisTopology
}
interface Sides {
  readonly source: Side
  readonly target: Side
}
type Check = (context: MigrateContext, sides: Sides) => void | Promise<void>

/** The checks, by the names of their sub-steps. */
const checks: readonly (readonly [subStep: string, check: Check])[] = [
  ['resource_check', checkMemory],
  ['instance_status_check', checkStatus],
  ['version_check', checkVersions],
  ['target_data_check', checkTargetData],
  ['large_key_check', checkLargeKeys],
]

/** Looks at both sides and decides what is copied from where to where. Writes nothing but a probe key on the target. */
export async function preCheck(context: MigrateContext): Promise<MigrationPlan> {
  let probed: Sides | null = null
  for (const [index, [name, check]] of checks.entries()) {
    context.cancelPoint()
    await context.subStep(name, async () => {
      probed ??= await probeSides(context)
      await check(context, probed)
      return null
    })
    context.report({ done: index + 1, total: checks.length, unit: 'checks' })
  }
  const plan = planOf(probed ?? (await probeSides(context)))
  for (const line of planLines(plan)) context.log(line)
  return plan
}

async function probeSides(context: MigrateContext): Promise<Sides> {
  const probe = async (id: string): Promise<Side> => {
    const instance = await context.instance(id)
    const [first] = instance.endpoints
    return {
      instance,
      topology: await probeTopology(redisEndpoint(first!, instance.access), { signal: context.signal }),
    }
  }
  const [source, target] = await Promise.all([probe(context.instanceId), probe(context.input.target)])
  const shared = source.topology.nodes.find(node =>
    target.topology.nodes.some(other => other.runId === node.runId),
  )
  if (shared !== undefined) throw operationFailure('DCS.5118', { address: addressOf(shared.endpoint) })
  return { source, target }
}

function planOf({ source, target }: Sides): MigrationPlan {
  const side = ({ instance, topology }: Side): PlannedSide => ({
    instance: instance.id,
    registered: instance.endpoints.map(({ host, port }) => `${host}:${port}`),
    mode: topology.mode,
    version: topology.version,
    nodes: topology.nodes.map(node => ({
      // An address is no name for a node: what stands alone goes by its run.
      id: topology.mode === 'cluster' ? node.id : node.runId,
      endpoint: { host: node.endpoint.host, port: node.endpoint.port },
      slotRanges: node.slotRanges,
    })),
  })
  return {
    source: side(source),
    target: side(target),
    sourceKeys: source.topology.nodes.map(node => node.keyCount),
  }
}

/** Runs a look at one node over a connection of its own. */
async function atNode<Found>(
  context: MigrateContext,
  node: RedisNode,
  look: (connection: RedisConnection) => Promise<Found>,
): Promise<Found> {
  const connection = await openConnection(node.endpoint, { signal: context.signal })
  try {
    return await look(connection)
  } finally {
    connection.close()
  }
}

function atNodes<Found>(
  context: MigrateContext,
  { topology }: Side,
  look: (connection: RedisConnection) => Promise<Found>,
): Promise<readonly Found[]> {
  return Promise.all(topology.nodes.map(node => atNode(context, node, look)))
}

async function checkMemory(context: MigrateContext, { source, target }: Sides): Promise<void> {
  const numberOf = async (connection: RedisConnection, name: string): Promise<number> =>
    Number((await readFacts(connection, 'memory')).get(name) ?? 0)
  const data = await atNodes(context, source, connection => numberOf(connection, 'used_memory_dataset'))
  const room = await atNodes(context, target, async connection => {
    const maximum = await numberOf(connection, 'maxmemory')
    if (maximum === 0) return Number.POSITIVE_INFINITY
    const policy = (await readSetting(connection, 'maxmemory-policy')) ?? 'noeviction'
    if (policy !== 'noeviction')
      throw operationFailure('DCS.5122', { address: addressOf(connection.endpoint), policy })
    const used = context.input.targetData === 'replace' ? 0 : await numberOf(connection, 'used_memory')
    return maximum - used
  })
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
  const needed = Math.ceil(sum(data) * headroom)
  const available = Number.isFinite(sum(room)) ? `has ${megabytes(sum(room))}` : 'has no limit'
  context.log(`memory: the target needs ${megabytes(needed)} and ${available}`)
  if (sum(room) < needed) throw operationFailure('DCS.5106', { available: sum(room), needed })
}

async function checkStatus(context: MigrateContext, sides: Sides): Promise<void> {
  for (const side of [sides.source, sides.target]) checkSide(side)
  const { source, target } = sides
  // One that was moved away from holds what was: it is no source either.
  for (const side of [source, target])
    await atNodes(context, side, async connection => {
      if (await writesFenced(connection))
        throw operationFailure('DCS.5124', { address: addressOf(connection.endpoint) })
    })
  const others = source.topology.databases.filter(database => database !== 0)
  if (others.length > 0) throw operationFailure('DCS.5103', { databases: others.join(', ') })
  const clockOf = async (connection: RedisConnection) => ({
    address: addressOf(connection.endpoint),
    // By a watch that nobody sets: between two servers our own clock may be.
    aheadOfWatchMs: (await readClock(connection)) - performance.now(),
  })
  const [reference] = await atNodes(context, source, clockOf)
  for (const clock of await atNodes(context, target, clockOf)) {
    const seconds = Math.round(Math.abs(clock.aheadOfWatchMs - reference!.aheadOfWatchMs) / 1000)
    if (seconds > clockToleranceSeconds)
      throw operationFailure('DCS.5123', { address: clock.address, seconds })
  }
}

function checkSide({ instance, topology }: Side): void {
  const replica = topology.nodes.find(node => node.role !== 'master')
  if (replica !== undefined) throw operationFailure('DCS.5102', { address: addressOf(replica.endpoint) })
  const old = topology.nodes.find(node => Number.parseInt(node.version, 10) < oldestMajor)
  if (old !== undefined)
    throw operationFailure('DCS.5119', { address: addressOf(old.endpoint), version: old.version })
  const [open] = topology.openSlots
  if (open !== undefined)
    throw operationFailure('DCS.5109', {
      instance: instance.name,
      slots: topology.openSlots.map(({ slot }) => slot).join(', '),
    })
  if (topology.clusterState === 'fail' || topology.slotsCovered < slotCount)
    throw operationFailure('DCS.5104', { instance: instance.name })
}

async function checkVersions(context: MigrateContext, { source, target }: Sides): Promise<void> {
  const version = ({ topology }: Side): string => `${topology.flavour} ${topology.version}`
  const route = await openRoute(target.topology, { signal: context.signal })
  try {
    const targets = target.topology.nodes.map(({ slotRanges }, index) => ({
      connection: route.connections[index]!,
      slotRanges,
    }))
    for (const verdict of await atNodes(context, source, connection => probeRestore(connection, targets)))
      if (verdict.verdict === 'incompatible')
        throw operationFailure('DCS.5105', {
          address: verdict.address,
          targetVersion: version(target),
          sourceVersion: version(source),
        })
  } finally {
    route.close()
  }
}

async function checkTargetData(context: MigrateContext, { target }: Sides): Promise<void> {
  const others = await context.sharers(target.instance.id)
  if (others.length > 0)
    throw operationFailure('DCS.5126', { target: target.instance.name, others: others.join(', ') })
  const keys = target.topology.keyCount
  if (keys > 0 && context.input.targetData !== 'replace') throw operationFailure('DCS.5107', { keys })
}

async function checkLargeKeys(context: MigrateContext, { source }: Sides): Promise<void> {
  const most = context.input.largestKeyMegabytes ?? 100
  const found = (await atNodes(context, source, largestKey)).filter(largest => largest !== null)
  const bytes = Math.max(0, ...found.map(largest => largest.bytes))
  context.log(`the largest of the keys that were looked at takes ${sizeOf(bytes)}, and may take ${most} MB`)
  const tooLarge = found.find(largest => largest.bytes > most * 1024 * 1024)
  if (tooLarge === undefined) return
  const { key } = tooLarge
  throw operationFailure('DCS.5108', { key, megabytes: Math.ceil(tooLarge.bytes / 1024 / 1024) })
}
