import { isDeepStrictEqual } from 'node:util'
import { operationFailure } from '../../../core/failure.ts'
import type { Json } from '../../../core/json.ts'
import { fillWords, type Words } from '../../../core/words.ts'
import { addressOf } from '../../../drivers/redis/endpoint.ts'
import { isRedisFault, RedisFault } from '../../../drivers/redis/fault.ts'
import { attachFeed, type Feed, type FeedLoss } from '../../../drivers/redis/feed.ts'
import type { FeedPosition } from '../../../drivers/redis/feed-options.ts'
import { readMasterOffset } from '../../../drivers/redis/server-facts.ts'
import type { MigrateContext } from './input.ts'
import { hasShrunk, restarted, stateName, type NodeState } from './node-state.ts'
import { connectionPrefix, type SourceLink } from './session.ts'
import { copiedAgain } from './words.ts'

/** Stands for the id of a history that could not be read. */
const unreadableHistory = '?'

/** Follows what is written to one source node: the keys that still have to be copied, and how far the target is. */
export interface Follower {
  readonly link: SourceLink
  /** How far the copy is; written by {@link Follower.change}, stored by {@link Follower.save}. */
  state(): NodeState
  change(change: Partial<NodeState>): void
  /** Takes all keys changed since the last call, with the offset up to which they are all. */
  takeChanged(): { readonly keys: readonly string[]; readonly offset: number }
  /** Keys changed and not yet taken. */
  readonly changedCount: number
  /** How often the source was emptied since this follower was opened. */
  readonly flushes: number
  /** Has `changed` tell which of these keys are written to from now on; replaces those watched before. */
  watch(keys: readonly string[]): { changed(): ReadonlySet<string> }
  /** Bytes of history the source has written that are not on the target yet. */
  lagBytes(): Promise<number>
  /** Throws when the feed has ended: the step then begins anew from what is stored. */
  check(): Promise<void>
  /** Stores the state. Call it when what it says is true on the target. */
  save(): Promise<void>
  close(): void
}

/**
 * Opens the follower of a source node: from its stored state, or anew. A history that can't be continued is repaired by
 * copying everything again and sweeping the target, which the returned state says (`scanned` false, `sweep` true); so is a
 * target whose servers are not those of `targetRuns` any more.
 * `totalsNow` counts the keys of each part; it is asked only when the copy is new.
 */
export async function openFollower(
  context: MigrateContext,
  link: SourceLink,
  totalsNow: () => Promise<readonly number[]>,
  targetRuns: readonly string[],
): Promise<Follower> {
  const name = stateName(link.node.id)
  const stored = context.taskCheckpoint<Json>(name) as NodeState | null
  let changed = new Set<string>()
  let watched: ReadonlySet<string> = new Set()
  let touch = new Set<string>()
  let flushes = 0
  const feed = await attach(stored)
  let state: NodeState | null = null

  try {
    state = stored === null ? await begun() : await reconcile(stored)
    if (flushes > 0) noteFlush()
    await save()
  } catch (error) {
    feed.close()
    throw error
  }

  async function begun(): Promise<NodeState> {
    const totals = await totalsNow()
    return {
      ...positionOf(feed),
      cursor: '0',
      scanned: false,
      // What the target holds of its own has to go, too.
      sweep: context.input.targetData === 'replace',
      totals,
      copied: totals.map(() => 0),
    }
  }

  async function attach(from: FeedPosition | null): Promise<Feed> {
    return attachFeed(link.endpoint, {
      name: `${connectionPrefix(context.taskId)}${context.epoch}`,
      signal: context.signal,
      resumeFrom: from,
      onKeys(keys) {
        for (const key of keys) {
          changed.add(key)
          if (watched.has(key)) touch.add(key)
        }
      },
      // Whatever is written after the flush comes as changed keys: only what the target has too much is to be removed.
      onFlush: () => {
        flushes++
        if (state !== null) noteFlush()
      },
    }).catch((error: unknown) => {
      throw asAttachFailure(link, error)
    })
  }

  function positionOf(of: Feed): Pick<NodeState, 'runId' | 'replicationId' | 'offset' | 'targetRuns'> {
    return { runId: of.runId, replicationId: of.replicationId, offset: of.offset, targetRuns }
  }

  /** The state to go on with once the feed is attached again. Anything but "continued" means that changes were missed. */
  async function reconcile(before: NodeState): Promise<NodeState> {
    if (feed.outcome === 'continued' && isDeepStrictEqual(before.targetRuns, targetRuns)) {
      // A cursor of another run of the server means nothing, though no change was missed.
      const sameRun = feed.runId === before.runId
      return { ...before, runId: feed.runId, ...(sameRun || before.scanned ? {} : { cursor: '0' }) }
    }
    if (feed.outcome === 'continued') {
      context.log(`a server of the target was restarted: all keys of ${link.node.id} are copied again`)
      await warn(copiedAgain.targetRestarted)
      return restarted(before, positionOf(feed))
    }
    const keysNow = Number(await link.control.command('DBSIZE'))
    if (hasShrunk(before, keysNow))
      throw operationFailure('DCS.5110', {
        before: before.totals.reduce((sum, keys) => sum + keys, 0),
        now: keysNow,
      })
    context.log(
      `the history of ${link.node.id} is lost: all its keys are copied again and the target is swept`,
    )
    await warn(copiedAgain[causeOf(before)])
    return restarted(before, positionOf(feed))
  }

  function causeOf(before: NodeState): keyof typeof copiedAgain {
    if (before.replicationId === unreadableHistory) return 'unreadable'
    return feed.runId === before.runId ? 'historyOverrun' : 'sourceRestarted'
  }

  function warn(text: Words): Promise<void> {
    return context.remark('warning', fillWords(text, { address: addressOf(link.node.endpoint) }))
  }

  function change(next: Partial<NodeState>): void {
    state = { ...state!, ...next }
  }

  function noteFlush(): void {
    change({ sweep: true, totals: state!.totals.map(() => 0) })
  }

  function save(): Promise<void> {
    return context.saveTaskCheckpoint(name, state as unknown as Json)
  }

  let loss: FeedLoss | null = null
  void feed.lost.then(ended => (loss = ended))

  return {
    link,
    state: () => state!,
    change,
    save,
    get changedCount() {
      return changed.size
    },
    get flushes() {
      return flushes
    },
    watch(keys) {
      watched = new Set(keys)
      const touched = new Set<string>()
      touch = touched
      return { changed: () => touched }
    },
    takeChanged() {
      const taken = { keys: [...changed], offset: feed.offset }
      changed = new Set()
      return taken
    },
    async lagBytes() {
      return Math.max(0, (await readMasterOffset(link.control)) - state!.offset)
    },
    async check() {
      if (loss === null) return
      if (loss.reason === 'unreadable') {
        // What can't be read can't be gone on from either: the next feed has to begin anew.
        change({ replicationId: unreadableHistory })
        await save()
      }
      throw new RedisFault('closed', link.endpoint, `let the change feed go: ${loss.message}`)
    },
    close: () => feed.close(),
  }
}

function asAttachFailure(link: SourceLink, error: unknown): unknown {
  const { host, port } = link.node.endpoint
  const address = `${host}:${port}`
  if (isRedisFault(error) && error.kind === 'timed_out')
    return operationFailure('DCS.5112', { address }, { cause: error })
  if (!isRedisFault(error) || error.kind !== 'refused') return error
  return operationFailure('DCS.5111', { address, why: error.message }, { cause: error })
}
