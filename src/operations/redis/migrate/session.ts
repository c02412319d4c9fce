import { setTimeout as delay } from 'node:timers/promises'
import type { Access, ReachableInstance } from '../../../core/instance.ts'
import type { Effects, StepContext, Surroundings } from '../../../core/step-context.ts'
import { fillWords, type Words } from '../../../core/words.ts'
import { openConnection, type RedisConnection } from '../../../drivers/redis/connection.ts'
import { addressOf, type RedisEndpoint } from '../../../drivers/redis/endpoint.ts'
import { isRedisFault, type RedisFault } from '../../../drivers/redis/fault.ts'
import { killConnectionsNamed } from '../../../drivers/redis/fence.ts'
import { readRunId } from '../../../drivers/redis/server-facts.ts'
import { openRoute, type RedisRoute } from '../../../drivers/redis/route.ts'
import type { MigrationPlan, PlannedNode, PlannedSide } from './plan.ts'
import { serverWords } from './words.ts'

/** One source node with connections of its own: keys of one node are written in the order they were read. */
export interface SourceLink {
  readonly node: PlannedNode
  readonly endpoint: RedisEndpoint
  /** For SCAN, INFO and CONFIG. */
  readonly control: RedisConnection
  /** For DUMP. */
  readonly bulk: RedisConnection
  /** To the target's nodes, in the plan's order. */
  readonly target: RedisRoute
}

/** All connections of a step. */
export interface Session {
  readonly sources: readonly SourceLink[]
  /** Runs of the target's servers, in the plan's order. */
  readonly targetRuns: readonly string[]
  /** To all source nodes, in the plan's order, for what is asked by key. */
  readonly source: RedisRoute
  close(): void
}

/** What of a step its sessions need. */
export type SessionContext = Surroundings &
  Pick<StepContext<never, never, Effects>, 'epoch' | 'stopping' | 'cancelPoint' | 'waitsFor'>

/** How to reach a server of an instance. */
export function redisEndpoint(
  node: { readonly host: string; readonly port: number },
  access: Access,
): RedisEndpoint {
  return {
    host: node.host,
    port: node.port,
    ...(access.username === null ? {} : { username: access.username }),
    ...(access.password === null ? {} : { password: access.password }),
    ...(access.tls ? { tls: {} } : {}),
  }
}

/** Whether the registry has switched an instance away from the servers that it named when the plan was made. */
export function isLeft(
  { registered }: Pick<PlannedSide, 'registered'>,
  { endpoints }: ReachableInstance,
): boolean {
  return endpoints.map(({ host, port }) => `${host}:${port}`).join() !== registered.join()
}

/** How to reach the servers of a side, also those that the instance has left. */
export function accessTo(side: Pick<PlannedSide, 'registered'>, instance: ReachableInstance): Access {
  return (isLeft(side, instance) ? instance.formerAccess : null) ?? instance.access
}

/** A side's nodes with how to reach them, in the plan's order. */
export async function reachableNodes(
  side: PlannedSide,
  surroundings: Pick<Surroundings, 'instance'>,
): Promise<readonly (Omit<PlannedNode, 'endpoint'> & { readonly endpoint: RedisEndpoint })[]> {
  const instance = await surroundings.instance(side.instance)
  return side.nodes.map(node => ({
    ...node,
    endpoint: redisEndpoint(node.endpoint, accessTo(side, instance)),
  }))
}

/** Names of a task's connections begin with this; the epoch follows. */
export function connectionPrefix(taskId: string): string {
  return `stepwell:${taskId}:`
}

/**
 * Opens a step's connections, having cut those an earlier worker may have left: a dead process's last commands may still
 * stand in a server's buffer, and would write an older state over a newer one.
 */
export async function openSession(context: SessionContext, plan: MigrationPlan): Promise<Session> {
  const sources = await reachableNodes(plan.source, context)
  const targets = await reachableNodes(plan.target, context)
  const prefix = connectionPrefix(context.taskId)
  await Promise.all([...sources, ...targets].map(({ endpoint }) => killConnectionsNamed(endpoint, prefix)))
  const options = { name: `${prefix}${context.epoch}`, signal: context.signal }
  const opened: { close(): void }[] = []
  const keep = async <Opened extends { close(): void }>(opening: Promise<Opened>): Promise<Opened> => {
    const connection = await opening
    opened.push(connection)
    // Another could not be opened meanwhile.
    if (closed) connection.close()
    return connection
  }
  let closed = false
  const close = (): void => {
    closed = true
    for (const connection of opened) connection.close()
  }
  try {
    const source = await keep(openRoute({ mode: plan.source.mode, nodes: sources }, options))
    const links = sources.map(async ({ endpoint }, index) => ({
      node: plan.source.nodes[index]!,
      endpoint,
      control: await keep(openConnection(endpoint, options)),
      bulk: await keep(openConnection(endpoint, options)),
      target: await keep(openRoute({ mode: plan.target.mode, nodes: targets }, options)),
    }))
    const all = await Promise.all(links)
    const targetRuns = await Promise.all(all[0]!.target.connections.map(readRunId))
    return { sources: all, targetRuns, source, close }
  } catch (error) {
    close()
    throw error
  }
}

/** Waits between attempts to go on after connections were lost. */
const reopenDelaysMs = [100, 500, 1000, 2000, 5000, 10_000]
/** A session that lived this long did not fail at once: the next loss begins to count anew. */
const steadyMs = 60_000

const isConnectionLoss = (error: unknown): error is RedisFault =>
  isRedisFault(error) &&
  (error.kind === 'closed' || error.kind === 'unreachable' || error.kind === 'timed_out')

/**
 * Runs work over a session; when connections are lost it is begun again over a new one, from what is stored. Throws the
 * fault once all waits were for nothing: after about 20 s where a server refuses, two minutes where it hangs.
 */
export async function overSession<Result>(
  context: SessionContext,
  plan: MigrationPlan,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  for (let lost = 0; ; lost++) {
    const openedAt = performance.now()
    try {
      const session = await openSession(context, plan)
      context.waitsFor(null)
      try {
        return await work(session)
      } finally {
        session.close()
      }
    } catch (error) {
      if (performance.now() - openedAt > steadyMs) lost = 0
      const delayMs = reopenDelaysMs[lost]
      if (!isConnectionLoss(error) || delayMs === undefined || context.signal.aborted) throw error
      context.waitsFor('connection_lost', serverOfFault(plan, error))
      context.log(`connections are lost, trying again in ${delayMs} ms: ${String(error)}`)
      await pause(delayMs, context.stopping)
      context.cancelPoint()
    }
  }
}

/** The server whose connection is lost, by its side. */
function serverOfFault({ source }: MigrationPlan, { address }: RedisFault): Words {
  const isSource = source.nodes.some(({ endpoint }) => addressOf(endpoint) === address)
  return fillWords(isSource ? serverWords.source : serverWords.target, { address })
}

/** Waits, but no longer than until the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {})
}
