import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import type { Commit } from '../../src/core/store.ts'
import { isEnded, type StallReason, type Task } from '../../src/core/task.ts'
import {
  assertAsBefore,
  assertEqualKeys,
  assertSwitched,
  assertSwitchedWithout,
} from '../migration/assert-outcome.ts'
import { assertNoneAgain } from '../migration/crash-round.ts'
import { ask, setScene, type Scene } from '../migration/scene.ts'
import type { RedisServer } from '../servers/redis-server.ts'
import { moments, type MomentName } from './moments.ts'
import type { RedisFault } from './redis-faults.ts'

/** Which side's servers have a fault, which, and when. */
export interface FaultChoice {
  readonly side: 'source' | 'target'
  readonly fault: RedisFault
  readonly moment: MomentName
  /** Called once it has happened. */
  readonly afterwards?: (scene: Scene) => Promise<void>
  /** How many masters the source has; default: it stands alone. */
  readonly sourceMasters?: number
  /** How many of the side's servers have it, from the first on; default: all. */
  readonly servers?: number
}

/** How a migration ended in which a server had a fault. */
export interface FaultOutcome {
  /** `succeeded`, `cancelled`, or the code of the failure. */
  readonly end: string
  readonly attempts: number
  /** The instance stayed locked, until a person released it. */
  readonly locked: boolean
  /** The reasons of the stalls that were shown. */
  readonly stalls: readonly StallReason[]
  /** From the fault to the end of the task. */
  readonly seconds: number
}

/** A server that comes back has what it was told is written. */
const persistent = { configuration: { appendonly: 'yes', appendfsync: 'always' } }
/** More than a second of copying, so that there is a middle to strike in. */
const keys = 9000
const maximumKeysPerSecond = 6000

/**
 * One migration under writes in which a server has a fault. Fails when an acknowledged write is lost, a key differs, a
 * finished step runs again, the percent falls, or anything is left behind that the outcome does not say.
 */
export async function migrateWithFault(choice: FaultChoice): Promise<FaultOutcome> {
  await using scene = await setScene({
    keys,
    source: choice.sourceMasters ?? 0,
    sourceOptions: persistent,
    targetOptions: persistent,
  })
  const { stage } = scene
  const servers = scene[choice.side].servers.slice(0, choice.servers)
  const { strike, lasts, mend } = choice.fault
  const { when, isNow } = moments[choice.moment]
  const traffic = await scene.traffic()
  await traffic.batches(5)
  await scene.submit({ verify: 'full', maximumKeysPerSecond })
  const mendAll = async (): Promise<unknown> => Promise.all(servers.map(mend))
  const mending: Promise<unknown>[] = []
  let struckAt = Number.NaN
  const falls = watchPercent()
  const strikeNow = async (commit: Commit, events: readonly string[]): Promise<void> => {
    falls.see(commit.task)
    if (!Number.isNaN(struckAt) || !isNow(commit, events)) return
    struckAt = performance.now()
    await Promise.all(servers.map(strike))
    mending.push(lasts === null ? Promise.resolve() : lasts(scene).then(mendAll))
    await choice.afterwards?.(scene)
  }
  try {
    await stage.startWorker({ [when]: strikeNow })
    const task = await stage.until(isEnded)
    const seconds = (performance.now() - struckAt) / 1000
    assert.equal(mending.length, 1, `the migration never came to ${choice.moment}`)
    await Promise.all(mending)
    if (lasts === null) await mendAll()
    if (task.status === 'succeeded') await traffic.batches(1)
    assert.deepEqual((await traffic.stop()).lost, [])
    assert.deepEqual(falls.seen, [])
    await assertNoneAgain(scene)
    if (task.locked) await stage.release()
    else await assertEnd(scene, task, servers)
    assert.equal((await stage.task()).locked, false)
    return {
      end: task.failure?.code ?? task.status,
      attempts: task.attempt,
      locked: task.locked,
      stalls: await stallsOf(scene),
      seconds,
    }
  } catch (error) {
    // Else the writers wait for it, and the scene for them.
    await mendAll()
    throw new Error(`${String(error)}\n${stage.log.join('\n')}`, { cause: error })
  }
}

async function assertEnd(scene: Scene, task: Task, struck: readonly RedisServer[]): Promise<void> {
  if (task.status !== 'succeeded') return assertAsBefore(scene)
  await untilClustersServe(scene)
  await assertEqualKeys(scene)
  const leftAlone = scene.stage.log.some(line => line.includes('an old server is left as it is'))
  await (leftAlone ? assertSwitchedWithout(scene, struck) : assertSwitched(scene))
}

/** A cluster of which servers did not answer for long takes a moment to trust them again. */
async function untilClustersServe({ source, target }: Scene): Promise<void> {
  for (const server of [...source.servers, ...target.servers])
    for (let state = ''; !/cluster_state:ok|disabled/.test(state); await delay(20))
      state = JSON.stringify(await ask(server, 'CLUSTER', 'INFO'))
}

async function stallsOf({ stage }: Scene): Promise<readonly StallReason[]> {
  const history = await stage.store.history((await stage.task()).id, 0, 100_000)
  return history.flatMap(({ event }) => (event.type === 'stalled' ? [event.reason] : []))
}

/** Notes where the percent falls within an attempt. */
function watchPercent() {
  const seen: string[] = []
  let last: Task | null = null
  return {
    seen,
    see(task: Task): void {
      if (last?.attempt === task.attempt && task.percent < last.percent)
        seen.push(`${last.percent} to ${task.percent} at revision ${task.revision}`)
      last = task
    },
  }
}
