import { killConnectionsNamed } from '../../../drivers/redis/fence.ts'
import type { MigrateContext } from './input.ts'
import { atOldServers, refuseWritesForGood } from './old-servers.ts'
import type { MigrationPlan } from './plan.ts'
import { connectionPrefix } from './session.ts'

/** Leaves the old servers as they were but for their refusing writes. */
export async function resumeOperation(
  context: MigrateContext<{ readonly pre_check: unknown }>,
): Promise<null> {
  const plan = context.outputs.pre_check as MigrationPlan
  await context.subStep('detach_feed', async () => {
    await atOldServers(context, plan, (_, endpoint) =>
      killConnectionsNamed(endpoint, connectionPrefix(context.taskId)),
    )
    return null
  })
  await context.subStep('restore_settings', async () => {
    await atOldServers(context, plan, ({ id }) => context.undo('replicationSettings', id))
    // The fence has written its file with the settings of the copy in it.
    await refuseWritesForGood(context, plan)
    return null
  })
  return null
}
