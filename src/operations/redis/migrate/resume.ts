import { isRedisFault } from '../../../drivers/redis/fault.ts'
import { killConnectionsNamed } from '../../../drivers/redis/fence.ts'
import { refuseWritesForGood } from './cut-over.ts'
import type { MigrateContext } from './input.ts'
import type { MigrationPlan } from './plan.ts'
import { connectionPrefix, reachableNodes } from './session.ts'

/**
 * Leaves the old servers as they were but for their refusing writes. The switch is done, so an old server that does not
 * answer any more is no failure: it is logged.
 */
export async function resumeOperation(
  context: MigrateContext<{ readonly pre_check: unknown }>,
): Promise<null> {
  const plan = context.outputs.pre_check as MigrationPlan
  const nodes = await reachableNodes(plan.source, context)
  const atEach = async (act: (node: (typeof nodes)[number]) => Promise<unknown>): Promise<null> => {
    for (const node of nodes) await act(node).catch(error => note(context, error))
    return null
  }
  await context.subStep('detach_feed', () =>
    atEach(({ endpoint }) => killConnectionsNamed(endpoint, connectionPrefix(context.taskId))),
  )
  await context.subStep('restore_settings', async () => {
    await atEach(({ id }) => context.undo('replicationSettings', id))
    // The fence has written its file with the settings of the copy in it.
    await refuseWritesForGood(context, plan)
    return null
  })
  return null
}

function note(context: MigrateContext, error: unknown): void {
  if (!isRedisFault(error)) throw error
  context.log(`an old server is left as it is: ${error.message}`)
}
