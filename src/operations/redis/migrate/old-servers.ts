import type { RedisEndpoint } from '../../../drivers/redis/endpoint.ts'
import { openConnection } from '../../../drivers/redis/connection.ts'
import { isRedisFault } from '../../../drivers/redis/fault.ts'
import { readWriteLimits } from '../../../drivers/redis/write-fence.ts'
import type { FenceResult } from './effect-acts.ts'
import type { MigrateContext } from './input.ts'
import { serverOf, type MigrationPlan, type PlannedNode } from './plan.ts'
import { reachableNodes } from './session.ts'

/**
 * Does something at each server that the instance has left. The switch is done, so one that does not answer is no failure:
 * it is logged.
 */
export async function atOldServers(
  context: MigrateContext,
  plan: MigrationPlan,
  act: (node: PlannedNode, endpoint: RedisEndpoint) => Promise<unknown>,
): Promise<void> {
  const reachable = await reachableNodes(plan.source, context)
  // All at once: each that hangs takes half a minute, and the step that leaves them has two for any number.
  await Promise.all(
    plan.source.nodes.map(async (node, index) => {
      const { endpoint } = reachable[index]!
      try {
        // A connection that was reset is worth another.
        await act(node, endpoint).catch(() => act(node, endpoint))
      } catch (error) {
        if (!isRedisFault(error)) throw error
        context.log(`an old server is left as it is: ${error.message}`)
      }
    }),
  )
}

/** Has the old source refuse writes also after a restart; tells what each server that was asked does. */
export async function refuseWritesForGood(
  context: MigrateContext,
  plan: MigrationPlan,
): Promise<ReadonlyMap<PlannedNode, FenceResult>> {
  const refusing = new Map<PlannedNode, FenceResult>()
  await atOldServers(context, plan, async (node, endpoint) => {
    const connection = await openConnection(endpoint, { signal: context.signal })
    // Where the intent is journaled, what was read for it counts: this is the fence itself now.
    const earlier = { ...(await readWriteLimits(connection).finally(connection.close)) }
    const input = { ...serverOf(plan.source, node), earlier }
    refusing.set(node, await context.apply('refuseWrites', input, node.id))
  })
  return refusing
}
