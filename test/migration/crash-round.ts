import assert from 'node:assert/strict'
import { isReplyError } from '../../src/drivers/redis/reply.ts'
import { assertEqualKeys, assertSwitched } from './assert-outcome.ts'
import { ask, setScene, type Scene } from './scene.ts'

const keys = 300

/** Where the first worker dies: at a write that is wanted, before it is stored or right after. */
export interface Death {
  readonly when: 'before' | 'after'
  /** Asked of every write from the beginning of the cut-over on, with its number from 1. */
  readonly wanted: (write: number, events: readonly string[]) => boolean
}

/**
 * One migration under writes whose first worker dies; false: it has ended before that. Fails when an acknowledged write is
 * lost, both servers take writes, a finished step runs again, or something is left behind.
 */
export async function migrateWithDeath(masters: number, { when, wanted }: Death): Promise<boolean> {
  await using scene = await setScene({ keys, source: masters })
  const { stage, source } = scene
  const traffic = await scene.traffic()
  await scene.submit({ writePauseMilliseconds: 300 })
  const died = Promise.withResolvers<boolean>()
  let writes = 0
  const worker = await stage.startWorker({
    [when]: (_: unknown, events: readonly string[]) => {
      if (writes > 0 || events.includes('stepStarted cut_over')) writes++
      if (writes === 0 || !wanted(writes, events)) return
      worker.die()
      died.resolve(true)
    },
  })
  const dead = await Promise.race([died.promise, stage.succeeded().then(() => false)])
  if (dead) {
    await assertOneTakesWrites(scene)
    await stage.workerLost()
    await stage.startWorker()
    await stage.succeeded()
  }
  await traffic.batches(1)
  const { lost } = await traffic.stop()
  assert.deepEqual(lost, [])
  await assertEqualKeys(scene)
  await assertNoneAgain(scene)
  const { locked } = await stage.task()
  assert.equal(locked, false)
  assert.deepEqual((await stage.instance(source.id)).revision, 2)
  await assertSwitched(scene)
  return dead
}

/** Where the registry names the target already, the source has to refuse. */
async function assertOneTakesWrites({ stage, source }: Scene): Promise<void> {
  const { former } = await stage.instance(source.id)
  if (former === null) return
  for (const server of source.servers) {
    const reply = await ask(server, 'FUNCTION', 'FLUSH')
    assert.ok(isReplyError(reply) && reply.error.startsWith('NOREPLICAS'), JSON.stringify(reply))
  }
}

export async function assertNoneAgain({ stage }: Scene): Promise<void> {
  const ended = new Set<string>()
  for (const { event } of await stage.store.history((await stage.task()).id, 0, 100_000)) {
    if (event.type === 'stepSucceeded') ended.add(event.step)
    if (event.type === 'stepStarted') assert.ok(!ended.has(event.step), `${event.step} ran again`)
  }
}
