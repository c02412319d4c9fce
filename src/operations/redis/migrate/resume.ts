import { killConnectionsNamed } from '../../../drivers/redis/fence.ts'
import type { MigrateContext } from './input.ts'
import { atOldServers, refuseWritesForGood } from './old-servers.ts'
import type { FenceResult } from './effect-acts.ts'
import { tellOutcome, type MigrationOutputs } from './outcome.ts'
import type { MigrationPlan, PlannedNode } from './plan.ts'
import { connectionPrefix } from './session.ts'

/** Leaves the old servers as they were but for their refusing writes. */
export async function resumeOperation(context: MigrateContext<MigrationOutputs>): Promise<null> {
  const plan = context.outputs.pre_check as MigrationPlan
  let refusing: ReadonlyMap<PlannedNode, FenceResult> | null = null
  await context.subStep('detach_feed', async () => {
    await atOldServers(context, plan, (_, endpoint) =>
      killConnectionsNamed(endpoint, connectionPrefix(context.taskId)),
    )
    return null
  })
  await context.subStep('restore_settings', async () => {
    await atOldServers(context, plan, ({ id }) => context.undo('replicationSettings', id))
    // The fence has written its file with the settings of the copy in it.
    refusing = await refuseWritesForGood(context, plan)
    return null
  })
  // A worker that died right after has asked them already; asking again changes nothing.
  await tellOutcome(context, plan, refusing ?? (await refuseWritesForGood(context, plan)))
  return null
}
