import { operationFailure } from '../../../core/failure.ts'
import { chooseComparison, compareKeys, type ComparisonMethod } from '../../../drivers/redis/compare.ts'
import type { RedisConnection } from '../../../drivers/redis/connection.ts'
import { pauseWrites, type PausedServer } from '../../../drivers/redis/pause.ts'
import { toText } from '../../../drivers/redis/reply.ts'
import { raiseFence, readWriteLimits, writesFenced } from '../../../drivers/redis/write-fence.ts'
import type { Copying } from './copying.ts'
import type { MigrateContext } from './input.ts'
import { serverOf, type MigrationPlan } from './plan.ts'
import type { Session } from './session.ts'
import { runSwitchHook } from './switch-hook.ts'

/** Thrown by {@link switchOver}: nothing is switched, and another try may do. */
export const notDrained = new Error('the changes could not be drained in time')

/** How much longer than the time to drain the pause is: the switch has to be over before the server lifts it. */
const pauseBudgets = 2

/** What the pause of writes has to know, asked before it begins. */
interface Preparation {
  readonly budgetMs: number
  readonly method: ComparisonMethod
  /** Pauses writes on the source nodes; gives how they stood then, in the plan's order. */
  pause(): Promise<readonly PausedServer[]>
  /** Has them refuse writes, for whoever the pause lets go. */
  refuse(): Promise<unknown>
}

/**
 * From the pause of writes to the committed switch; gives how long that took, in milliseconds. Of our own writes only the
 * switch itself lies in between: intents are journaled before, and that the parts have ended is stored after.
 */
export async function switchOver(
  context: MigrateContext,
  plan: MigrationPlan,
  session: Session,
  copying: Copying,
): Promise<number> {
  const { budgetMs, method, pause, refuse } = await prepare(context, plan, session)
  const { switchHook } = await context.instance(plan.source.instance)
  for (const { follower } of copying.copiers) await follower.save()
  await Promise.all(copying.copiers.map(copier => copier.catchUp()))
  const parts = showParts(context)
  let hookMs: number | null = null
  try {
    const pausedAt = performance.now()
    parts.begin('pause_writes')
    const paused = await pause()
    parts.begin('drain')
    await drain(copying, paused, pausedAt + budgetMs)
    parts.begin('final_check')
    const final = finalCheck(copying, method)
    const checks = await Promise.allSettled([final, refuse(), stillThere(session)])
    // Between the end of the pause and the fence somebody may have written; then a difference means nothing.
    if (performance.now() - pausedAt >= pauseBudgets * budgetMs) throw notDrained
    for (const check of checks) if (check.status === 'rejected') throw check.reason
    if (switchHook !== null) {
      parts.end()
      parts.begin('switch_endpoint')
      await runSwitchHook(context, plan, switchHook)
      hookMs = performance.now() - pausedAt
      await Promise.all([stillRefused(session), stillThere(session)])
    } else parts.begin('switch_endpoint')
    await switchEndpoint(context, plan)
    const milliseconds = performance.now() - pausedAt
    // Told only now: while clients wait, nothing but the switch is written.
    context.log(`final check: the ${await final} keys written last are the same on both sides`)
    if (hookMs !== null)
      context.log(`the switch hook had ended ${Math.round(hookMs)} ms after the pause began`)
    parts.end()
    return Math.round(milliseconds * 10) / 10
  } catch (error) {
    await parts.fail(error)
    throw error
  }
}

async function prepare(context: MigrateContext, plan: MigrationPlan, session: Session): Promise<Preparation> {
  const budgetMs = context.input.writePauseMilliseconds ?? 2000
  const targets = session.sources[0]!.target.connections
  const method = await chooseComparison([...session.source.connections, ...targets])
  const limits = await Promise.all(session.sources.map(({ control }) => readWriteLimits(control)))
  await context.intend(
    plan.source.nodes.flatMap((node, index) => {
      const fenced = { ...serverOf(plan.source, node), earlier: { ...limits[index]! } }
      return [
        { name: 'writePause', input: { ...fenced, milliseconds: pauseBudgets * budgetMs }, key: node.id },
        { name: 'refuseWrites', input: fenced, key: node.id },
      ]
    }),
  )
  // By the session's connections: opening others, and storing that it is done, would make the pause longer.
  const atEach = <Result>(act: (connection: RedisConnection, index: number) => Promise<Result>) =>
    Promise.all(session.sources.map(({ control }, index) => act(control, index)))
  return {
    budgetMs,
    method,
    pause: () => atEach(connection => pauseWrites(connection, pauseBudgets * budgetMs)),
    refuse: () => atEach((connection, index) => raiseFence(connection, limits[index]!)),
  }
}

/** The parts of the cut-over as they are shown. What is stored of them waits for `end`. */
function showParts(context: MigrateContext) {
  let over = Promise.withResolvers<null>()
  let shown: Promise<unknown>[] = []
  return {
    begin(name: string): void {
      // An earlier try may have ended it: it is done again all the same, and shown as it is.
      shown.push(context.subStep(name, () => over.promise))
    },
    /** Those begun have ended. The step waits until that is stored. */
    end(): void {
      over.resolve(null)
      over = Promise.withResolvers()
      shown = []
    },
    /** Those begun have failed; resolves when they have stopped. */
    async fail(reason: unknown): Promise<void> {
      over.promise.catch(() => {})
      over.reject(reason)
      await Promise.allSettled(shown)
    },
  }
}

async function drain(copying: Copying, paused: readonly PausedServer[], deadline: number): Promise<void> {
  const databases = [...new Set(paused.flatMap(server => server.databases))].filter(
    database => database !== 0,
  )
  if (databases.length > 0) throw operationFailure('DCS.5103', { databases: databases.join(', ') })
  const drained = await Promise.all(
    copying.copiers.map((copier, index) => copier.catchUpTo(paused[index]!.offset, deadline)),
  )
  // A source that was emptied just before: sweeping the target may take longer than a pause should.
  const swept = copying.copiers.every(({ follower }) => !follower.state().sweep)
  if (!swept || !drained.every(Boolean)) throw notDrained
}

/** Compares the keys copied last: every one of them was written to a moment ago. Gives how many. */
async function finalCheck(copying: Copying, method: ComparisonMethod): Promise<number> {
  const checks = copying.copiers.map(({ follower: { link }, lastChanged }) =>
    compareKeys(link.control, link.target, lastChanged(), method),
  )
  const found = await Promise.all(checks)
  const different = found.flatMap(each => each.different)
  const missing = found.flatMap(each => each.missing)
  const wrong = [...different, ...missing]
  if (wrong.length === 0)
    return copying.copiers.reduce((sum, { lastChanged }) => sum + lastChanged().length, 0)
  const examples = wrong.slice(0, 3).map(toText).join(', ')
  throw operationFailure('DCS.5120', { different: different.length, missing: missing.length, examples })
}

/** Throws where a source has taken writes again while the hook ran: its process was replaced, or somebody let it. */
async function stillRefused(session: Session): Promise<void> {
  const fenced = await Promise.all(session.sources.map(({ control }) => writesFenced(control)))
  if (!fenced.every(Boolean)) throw notDrained
}

/** Throws where a server of the target is gone or was restarted since the session was opened: it may have lost keys. */
async function stillThere({ sources }: Session): Promise<void> {
  const connections = sources.flatMap(({ target }) => target.connections)
  await Promise.all(connections.map(connection => connection.command('PING')))
}

async function switchEndpoint(context: MigrateContext, plan: MigrationPlan): Promise<void> {
  const { access, facts, factsAt } = await context.instance(plan.target.instance)
  await context.changeInstance(plan.source.instance, {
    endpoints: plan.target.nodes.map(({ endpoint }) => endpoint),
    access,
    facts,
    factsAt,
  })
}
