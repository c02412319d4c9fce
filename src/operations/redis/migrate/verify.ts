import { operationFailure } from '../../../core/failure.ts'
import { chooseComparison, compareKeys, type ComparisonMethod } from '../../../drivers/redis/compare.ts'
import { toText } from '../../../drivers/redis/reply.ts'
import { scanPages } from '../../../drivers/redis/scan.ts'
import { sweepPages } from '../../../drivers/redis/sweep.ts'
import type { Copier } from './copier.ts'
import { openCopying, type Copying } from './copying.ts'
import type { MigrateContext } from './input.ts'
import type { MigrationPlan } from './plan.ts'
import { overSession, type Session } from './session.ts'

const pageKeys = 500
/** Pages looked at on each side when a sample is asked for. */
const sampledPages = 20
/** How often keys that differ are looked at again, with what changed meanwhile copied. */
const looks = 5

/** What was compared. */
export interface Verification {
  readonly keys: number
  /** Keys written to at every look: what they are is compared by the final check alone. */
  readonly changing: number
}

/**
 * Compares keys of source and target, both ways, while clients go on writing. A key that differs is looked at again once
 * all changes are copied; one nobody wrote to meanwhile is copied again, once, and then counts.
 */
export async function verify(
  context: MigrateContext<{ readonly pre_check: unknown }>,
): Promise<Verification> {
  const plan = context.outputs.pre_check as MigrationPlan
  return overSession(context, plan, async session => {
    const copying = await openCopying(context, plan, session)
    try {
      return await copying.while(async () => {
        await copying.caughtUp()
        await copying.sweep()
        return compare(context, session, copying)
      })
    } finally {
      for (const { follower } of copying.copiers) await follower.save().catch(() => {})
      copying.close()
    }
  })
}

async function compare(context: MigrateContext, session: Session, copying: Copying): Promise<Verification> {
  const route = session.sources[0]!.target
  const method = await chooseComparison([...session.source.connections, ...route.connections])
  const full = context.input.verify === 'full'
  const totals = await Promise.all(
    session.sources.map(async ({ control }) => Number(await control.command('DBSIZE'))),
  )
  const all = totals.reduce((sum, keys) => sum + keys, 0)
  const total = full ? all : Math.min(all, sampledPages * pageKeys * session.sources.length)
  let keys = 0
  let changing = 0
  let again = 0
  context.log(`comparing ${total} of ${all} keys by ${method}`)
  for (const copier of copying.copiers)
    for await (const page of pagesOf(copier, full)) {
      context.cancelPoint()
      const settled = await settle(copying, copier, page, method)
      changing += settled.changing
      again += settled.again
      keys += page.length
      context.report({ done: Math.min(keys, total), total, unit: 'keys' })
    }
  context.log(
    `${keys} keys compared: ${again} differed at first, ${changing} are written all the time, none is wrong`,
  )
  let extra = 0
  for (const target of route.connections) extra += await lookForExtra(context, session, copying, target, full)
  context.log(`${extra} keys were found that the target alone had`)
  return { keys, changing }
}

/** What comparing a page came to. */
interface Settled {
  /** Keys written to at every look. */
  readonly changing: number
  /** Keys that differed at the first look. */
  readonly again: number
}

/** Pages of a source node's keys: all of them, or as many random ones as a sample has. */
async function* pagesOf(copier: Copier, full: boolean): AsyncGenerator<readonly string[]> {
  const { control } = copier.follower.link
  if (full) {
    for await (const { keys } of scanPages(control, { count: pageKeys })) yield [...new Set(keys)]
    return
  }
  for (let page = 0; page < sampledPages; page++) {
    const picked = await control.pipeline(Array.from({ length: pageKeys }, () => ['RANDOMKEY']))
    yield [...new Set(picked.filter(key => typeof key === 'string'))]
  }
}

/** Compares a page until its keys are equal or known to be changing. Throws for the rest. */
async function settle(
  copying: Copying,
  copier: Copier,
  page: readonly string[],
  method: ComparisonMethod,
): Promise<Settled> {
  const { link } = copier.follower
  let suspects = page
  let changing: readonly string[] = []
  let again = 0
  for (let look = 0; look < looks && suspects.length > 0; look++) {
    const watch = copier.follower.watch(suspects)
    if (look > 1) copier.copyAgain(suspects)
    if (look > 0) await copying.caughtUp()
    const { different, missing } = await compareKeys(link.control, link.target, suspects, method)
    await copying.caughtUp() // What was written while comparing is known to the watch only now.
    suspects = [...different, ...missing]
    if (look === 0) again = suspects.length
    const written = watch.changed()
    changing = suspects.filter(key => written.has(key))
    if (look < looks - 1) continue
    const wrong = suspects.filter(key => !written.has(key))
    if (wrong.length > 0)
      throw operationFailure('DCS.5120', {
        different: different.filter(key => !written.has(key)).length,
        missing: missing.filter(key => !written.has(key)).length,
        examples: wrong.slice(0, 3).map(toText).join(', '),
      })
  }
  return { changing: suspects.length === 0 ? 0 : changing.length, again }
}

/** Looks for keys that the target alone has; they are removed, because the source is the truth. Gives how many. */
async function lookForExtra(
  context: MigrateContext,
  session: Session,
  copying: Copying,
  target: Parameters<typeof sweepPages>[0]['target'],
  full: boolean,
): Promise<number> {
  let pages = 0
  let extra = 0
  for await (const { missing } of sweepPages({ target, source: session.source, count: pageKeys })) {
    context.cancelPoint()
    for (const key of missing) copying.copiers[session.source.ownerOf(key)]!.copyAgain([key])
    extra += missing.length
    if (!full && ++pages >= sampledPages) break
  }
  await copying.caughtUp()
  return extra
}
