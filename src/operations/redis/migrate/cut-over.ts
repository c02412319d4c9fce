import { isCode } from '../../../core/error.ts'
import { operationFailure } from '../../../core/failure.ts'
import { addressOf } from '../../../drivers/redis/endpoint.ts'
import { openCopying } from './copying.ts'
import type { MigrateContext } from './input.ts'
import { refuseWritesForGood } from './old-servers.ts'
import type { MigrationPlan } from './plan.ts'
import { overSession, pause, type Session } from './session.ts'
import { notDrained, switchOver } from './switch-over.ts'

/** What the cut-over did. */
export interface CutOver {
  /** From the pause of writes to the committed switch; null: it was committed by a worker that died right after. */
  readonly writePauseMilliseconds: number | null
}

/** How often draining is tried, and how long after each try copying goes on with writes allowed. */
const drainDelaysMs = [0, 1000, 2000, 5000, 10_000]

/**
 * Pauses writes, copies the rest, has the old source refuse writes, switches the registry's entry in one commit and lets
 * clients go on. Every act may be repeated: after a crash it begins again, unless the switch is committed.
 */
export async function cutOver(context: MigrateContext<{ readonly pre_check: unknown }>): Promise<CutOver> {
  const plan = context.outputs.pre_check as MigrationPlan
  if (await isSwitched(context, plan)) {
    context.log('the switch was committed by a worker that died right after; the old servers are let go')
    await leaveSource(context, plan)
    return { writePauseMilliseconds: null }
  }
  // An earlier worker may have died in the middle: writes go on while the rest is copied.
  await backOut(context, plan)
  const limit = context.input.writePauseMilliseconds ?? 2000
  for (const [index, delayMs] of drainDelaysMs.entries()) {
    await pause(delayMs, context.signal)
    context.log(`try ${index + 1} of ${drainDelaysMs.length}: writes are to pause for ${limit} ms at most`)
    const writePauseMilliseconds = await overSession(context, plan, session =>
      attempt(context, plan, session),
    )
    if (writePauseMilliseconds === null) {
      context.log('the changes could not be drained in time; writes go on at the source')
      continue
    }
    context.log(`switched to ${addressesOf(plan)}; writes were paused for ${writePauseMilliseconds} ms`)
    await leaveSource(context, plan)
    context.report({ detail: { writePauseMilliseconds } })
    return { writePauseMilliseconds }
  }
  throw operationFailure('DCS.5130', { milliseconds: limit, attempts: drainDelaysMs.length })
}

const addressesOf = ({ target }: MigrationPlan): string =>
  target.nodes.map(({ endpoint }) => addressOf(endpoint)).join(', ')

/** One try; null: the changes could not be drained in time, and writes go on at the source. */
async function attempt(
  context: MigrateContext,
  plan: MigrationPlan,
  session: Session,
): Promise<number | null> {
  const copying = await openCopying(context, plan, session)
  try {
    // With hardly anything left to copy the pause is short.
    await copying.while(async () => {
      await copying.caughtUp()
      await copying.sweep()
      await copying.caughtUp()
    })
    return await switchOver(context, plan, session, copying)
  } catch (error) {
    // Who may not write on leaves the servers to whoever goes on with the task.
    if (context.signal.aborted || isCode(error, 'lease_lost')) throw error
    if (!(await isSwitched(context, plan))) await backOut(context, plan)
    if (error === notDrained) return null
    throw error
  } finally {
    copying.close()
  }
}

/** Whether the registry's entry names the target's servers. */
async function isSwitched(context: MigrateContext, plan: MigrationPlan): Promise<boolean> {
  const { endpoints } = await context.instance(plan.source.instance)
  return JSON.stringify(endpoints) === JSON.stringify(plan.target.nodes.map(({ endpoint }) => endpoint))
}

/** Nothing was switched: the source takes writes as before. */
async function backOut(context: MigrateContext, plan: MigrationPlan): Promise<void> {
  await Promise.all(plan.source.nodes.map(({ id }) => context.undo('writePause', id)))
  for (const { id } of plan.source.nodes) await context.undo('refuseWrites', id)
}

/** The switch is committed: clients that wait are refused and ask for the new address. */
async function leaveSource(context: MigrateContext, plan: MigrationPlan): Promise<void> {
  await Promise.all(plan.source.nodes.map(({ id }) => context.undo('writePause', id)))
  await refuseWritesForGood(context, plan)
}
