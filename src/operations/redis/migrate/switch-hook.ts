import { operationFailure } from '../../../core/failure.ts'
import type { SwitchHook } from '../../../core/instance.ts'
import { runProgram } from '../../../drivers/host/run-program.ts'
import type { MigrateContext } from './input.ts'
import type { MigrationPlan, PlannedSide } from './plan.ts'

/** Runs an administrator's program with the old and the new addresses in its environment. Throws unless it ends well. */
export async function runSwitchHook(
  context: MigrateContext,
  plan: MigrationPlan,
  { program, arguments: programArguments, timeoutSeconds }: SwitchHook,
): Promise<void> {
  const { exitStatus, timedOut, lastOutput } = await runProgram(program, programArguments, {
    environment: {
      STEPWELL_TASK: context.taskId,
      STEPWELL_INSTANCE: plan.source.instance,
      STEPWELL_OLD_ADDRESSES: addresses(plan.source),
      STEPWELL_NEW_ADDRESSES: addresses(plan.target),
    },
    timeoutMs: timeoutSeconds * 1000,
    signal: context.signal,
  })
  context.signal.throwIfAborted()
  if (exitStatus === 0) return
  const why = timedOut ? `no end after ${timeoutSeconds} s` : lastOutput || `exit status ${exitStatus}`
  throw operationFailure('DCS.5131', { program, why })
}

const addresses = (side: PlannedSide): string =>
  side.nodes.map(({ endpoint }) => `${endpoint.host}:${endpoint.port}`).join(',')
