import { operationFailure } from '../../../core/failure.ts'
import { runProgram } from '../../../drivers/host/run-program.ts'
import { chooseComparison, compareKeys } from '../../../drivers/redis/compare.ts'
import { toText } from '../../../drivers/redis/reply.ts'
import { readWriteLimits } from '../../../drivers/redis/write-fence.ts'
import { offsetNow } from './copier.ts'
import type { ServerOfInstance } from './effects.ts'
import { openCopying, type Copying } from './copying.ts'
import type { MigrateContext } from './input.ts'
import type { MigrationPlan, PlannedNode, PlannedSide } from './plan.ts'
import { overSession, pause, type Session } from './session.ts'

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
    await resumeClients(context, plan)
    return { writePauseMilliseconds: null }
  }
  for (const delayMs of drainDelaysMs) {
    await pause(delayMs, context.signal)
    const writePauseMilliseconds = await overSession(context, plan, session =>
      attempt(context, plan, session),
    )
    if (writePauseMilliseconds !== null) return { writePauseMilliseconds }
  }
  const milliseconds = context.input.writePauseMilliseconds ?? 2000
  throw operationFailure('DCS.5130', { milliseconds, attempts: drainDelaysMs.length })
}

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
    if (!(await isSwitched(context, plan))) await backOut(context, plan)
    if (error === notDrained) return null
    throw error
  } finally {
    copying.close()
  }
}

const notDrained = new Error('the changes could not be drained in time')

/** From the pause to the committed switch; gives how long that took, in milliseconds. */
async function switchOver(
  context: MigrateContext,
  plan: MigrationPlan,
  session: Session,
  copying: Copying,
): Promise<number> {
  const budgetMs = context.input.writePauseMilliseconds ?? 2000
  const { nodes } = plan.source
  const method = await chooseComparison([
    ...session.source.connections,
    ...session.sources[0]!.target.connections,
  ])
  const pauses = nodes.map(node => ({ ...serverOf(plan, node), milliseconds: 2 * budgetMs }))
  const fences = await Promise.all(
    session.sources.map(async ({ node, control }) => ({
      ...serverOf(plan, node),
      earlier: { ...(await readWriteLimits(control)) },
    })),
  )
  // Journaled in one write before the pause, which then need not wait for it.
  await context.intend(
    nodes.flatMap(({ id }, index) => [
      { name: 'writePause', input: pauses[index]!, key: id },
      { name: 'refuseWrites', input: fences[index]!, key: id },
    ]),
  )
  let pausedAt = 0
  await repeatable(context, 'pause_writes', async () => {
    pausedAt = performance.now()
    await Promise.all(nodes.map(({ id }, index) => context.apply('writePause', pauses[index]!, id)))
  })
  await repeatable(context, 'drain', async () => {
    const fenced = Promise.all(
      nodes.map(({ id }, index) => context.apply('refuseWrites', fences[index]!, id)),
    )
    const deadline = pausedAt + budgetMs
    const reached = copying.copiers.map(async copier => copier.catchUpTo(await offsetNow(copier), deadline))
    const [drained] = await Promise.all([Promise.all(reached), fenced])
    if (!drained.every(Boolean)) throw notDrained
  })
  await repeatable(context, 'final_check', async () => {
    for (const { follower, lastChanged } of copying.copiers) {
      const { link } = follower
      const { different, missing } = await compareKeys(link.control, link.target, lastChanged(), method)
      const wrong = [...different, ...missing]
      if (wrong.length === 0) continue
      const examples = wrong.slice(0, 3).map(toText).join(', ')
      throw operationFailure('DCS.5120', { different: different.length, missing: missing.length, examples })
    }
  })
  await repeatable(context, 'switch_endpoint', () => switchEndpoint(context, plan))
  const milliseconds = performance.now() - pausedAt
  await resumeClients(context, plan)
  return Math.round(milliseconds * 10) / 10
}

/** Runs a part whether or not an earlier worker has ended it: the pause it made may be over. */
async function repeatable(context: MigrateContext, name: string, act: () => Promise<void>): Promise<void> {
  let ran = false
  await context.subStep(name, async () => {
    await act()
    ran = true
    return null
  })
  if (!ran) await act()
}

const addresses = (side: PlannedSide): string =>
  side.nodes.map(({ endpoint }) => `${endpoint.host}:${endpoint.port}`).join(',')

const serverOf = (plan: MigrationPlan, node: PlannedNode): ServerOfInstance => ({
  instance: plan.source.instance,
  host: node.endpoint.host,
  port: node.endpoint.port,
})

/** Whether the registry's entry names the target's servers. */
async function isSwitched(context: MigrateContext, plan: MigrationPlan): Promise<boolean> {
  const { endpoints } = await context.instance(plan.source.instance)
  return JSON.stringify(endpoints) === JSON.stringify(plan.target.nodes.map(({ endpoint }) => endpoint))
}

async function switchEndpoint(context: MigrateContext, plan: MigrationPlan): Promise<void> {
  const [source, target] = await Promise.all([
    context.instance(plan.source.instance),
    context.instance(plan.target.instance),
  ])
  const hook = source.switchHook
  if (hook !== null) {
    const { exitStatus, timedOut, lastOutput } = await runProgram(hook.program, hook.arguments, {
      environment: {
        STEPWELL_TASK: context.taskId,
        STEPWELL_INSTANCE: source.id,
        STEPWELL_OLD_ADDRESSES: addresses(plan.source),
        STEPWELL_NEW_ADDRESSES: addresses(plan.target),
      },
      timeoutMs: hook.timeoutSeconds * 1000,
    })
    if (exitStatus !== 0) {
      const why = timedOut
        ? `no end after ${hook.timeoutSeconds} s`
        : lastOutput || `exit status ${exitStatus}`
      throw operationFailure('DCS.5131', { program: hook.program, why })
    }
  }
  await context.changeInstance(source.id, {
    endpoints: plan.target.nodes.map(({ endpoint }) => endpoint),
    access: target.access,
    facts: target.facts,
  })
}

/** Lets waiting clients go on: where the switch is committed they are refused, and ask for the new address. */
async function resumeClients(context: MigrateContext, plan: MigrationPlan): Promise<void> {
  for (const { id } of plan.source.nodes) await context.undo('writePause', id)
}

/** Nothing was switched: the source takes writes as before. */
async function backOut(context: MigrateContext, plan: MigrationPlan): Promise<void> {
  for (const { id } of plan.source.nodes) await context.undo('refuseWrites', id)
  await resumeClients(context, plan)
}
