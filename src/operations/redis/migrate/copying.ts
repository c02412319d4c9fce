import { sweepPages } from '../../../drivers/redis/sweep.ts'
import { countKeysBySlotRange } from '../../../drivers/redis/scan.ts'
import { readMasterOffset } from '../../../drivers/redis/server-facts.ts'
import { createCopier, createPace, type Copier } from './copier.ts'
import { readEarlierSettings } from './effect-acts.ts'
import { openFollower } from './follower.ts'
import type { MigrateContext } from './input.ts'
import { partsAreTargets, serverOf, type MigrationPlan } from './plan.ts'
import { pause, type Session, type SourceLink } from './session.ts'

/** How long a copier that has nothing else to do lets changes gather, and how long while somebody waits for them. */
const gatherMs = 20
const gatherInHurryMs = 1

/** The copiers of all source nodes, with what concerns them together. */
export interface Copying {
  readonly copiers: readonly Copier[]
  /**
   * Runs work while every copier goes on copying what changes; resolves when the work does. The copiers rest while the work
   * is not waited for, so `work` may use them only through what it is given.
   */
  while<Result>(work: () => Promise<Result>): Promise<Result>
  /** Removes from the target what the source no longer has, where history was lost or the target had keys of its own. */
  sweep(): Promise<void>
  /** Resolves when everything written before the call is on the target. */
  caughtUp(): Promise<void>
  close(): void
}

/** Opens the copiers over a session: from the stored state of each node, or anew. */
export async function openCopying(
  context: MigrateContext,
  plan: MigrationPlan,
  session: Session,
  progressed: () => void = () => {},
): Promise<Copying> {
  // Again with every session: a source that was restarted has them no longer.
  for (const { node, control } of session.sources) {
    const earlier = await readEarlierSettings(control)
    await context.apply('replicationSettings', { ...serverOf(plan.source, node), earlier }, node.id)
  }
  const toTargets = partsAreTargets(plan)
  const opening = await Promise.allSettled(
    session.sources.map(link => openFollower(context, link, () => countKeys(plan, link), session.targetRuns)),
  )
  const followers = opening.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
  const close = (): void => followers.forEach(follower => follower.close())
  for (const each of opening)
    if (each.status === 'rejected') {
      close()
      throw each.reason
    }
  const pace = createPace(context)
  const copiers = followers.map(follower =>
    createCopier(context, follower, targetNode => (toTargets ? targetNode : 0), progressed, pace),
  )
  /** How many wait until all is copied; their coming ends the copiers' rest. */
  let hurried = 0
  let rest = new AbortController()
  /** Aborts when copying has failed: work that waits for the copiers would wait for ever. */
  let broken: AbortSignal = context.signal

  async function goOn(copier: Copier, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      context.cancelPoint()
      await copier.copyAll()
      await copier.catchUp()
      await pause(hurried > 0 ? gatherInHurryMs : gatherMs, AbortSignal.any([over, rest.signal]))
    }
  }

  async function whileCopying<Result>(work: () => Promise<Result>): Promise<Result> {
    const over = new AbortController()
    const failed = new AbortController()
    broken = AbortSignal.any([context.signal, failed.signal])
    const going = Promise.all(copiers.map(copier => goOn(copier, over.signal)))
    going.catch((error: unknown) => failed.abort(error))
    try {
      const result = await Promise.race([work(), going.then(() => new Promise<never>(() => {}))])
      over.abort()
      await going
      return result
    } finally {
      over.abort()
    }
  }

  const breathe = async (): Promise<void> => {
    await pause(gatherInHurryMs, broken)
    broken.throwIfAborted()
  }

  async function caughtUp(): Promise<void> {
    hurried++
    rest.abort()
    rest = new AbortController()
    try {
      await Promise.all(
        copiers.map(async copier => {
          const { follower } = copier
          const wanted = await readMasterOffset(follower.link.control)
          const isBehind = (): boolean => !follower.state().scanned || follower.state().offset < wanted
          while (isBehind() || copier.owesCopies) await breathe()
        }),
      )
    } finally {
      hurried--
    }
  }

  return {
    copiers,
    while: whileCopying,
    caughtUp,
    async sweep() {
      while (copiers.some(({ follower }) => follower.state().sweep)) {
        context.log('looking for keys that the target alone has, to remove them')
        const flushes = followers.map(follower => follower.flushes)
        let removed = 0
        for (const target of session.sources[0]!.target.connections)
          for await (const { missing } of sweepPages({ target, source: session.source, count: 1000 })) {
            context.cancelPoint()
            // Copying reads the source again: a key that has come meanwhile survives.
            for (const key of missing) copiers[session.source.ownerOf(key)]!.copyAgain([key])
            removed += missing.length
          }
        await caughtUp()
        context.log(`${removed} such keys were found`)
        // What was flushed meanwhile has to be swept once more.
        followers.forEach(
          (follower, index) => follower.flushes === flushes[index] && follower.change({ sweep: false }),
        )
      }
    },
    close,
  }
}

/** Keys of each part of a source node: exact where one node's keys go to several. */
async function countKeys(plan: MigrationPlan, link: SourceLink): Promise<readonly number[]> {
  if (!partsAreTargets(plan)) return [Number(await link.control.command('DBSIZE'))]
  const ranges = plan.target.nodes.flatMap((node, index) => node.slotRanges.map(range => ({ index, range })))
  const counts = await countKeysBySlotRange(
    link.control,
    ranges.map(({ range }) => range),
  )
  return plan.target.nodes.map((_, node) =>
    counts.reduce((sum, keys, at) => (ranges[at]!.index === node ? sum + keys : sum), 0),
  )
}
