import assert from 'node:assert/strict'
import type { TaskEvent } from '../../core/event.ts'
import type { OperationLoad } from '../../core/workload.ts'
import { change, claim, failing, sampleFailure, submit, succeeding } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

const noStalls = { no_units: 0, connection_lost: 0, lag_grows: 0, waiting_for_lock: 0 }
const nothing: Omit<OperationLoad, 'service' | 'operation'> = {
  pending: 0,
  running: 0,
  paused: 0,
  due: 0,
  dueSince: null,
  retrying: 0,
  suspected: 0,
  stalled: noStalls,
}
const noneLocked = { dcs: 0, dms: 0, taurusdb: 0 }

/** What there is to do, counted. */
export function workloadCases(test: StoreTest): void {
  test('counts what has not ended, by service and operation', async store => {
    assert.deepEqual(await store.workload(2000), { operations: [], unreleased: noneLocked })
    await submit(store, 'a', { service: 'dms', operation: 'kafka.move', instance: 'k1' })
    const ended = await claim(store, await submit(store, 'b', { operation: 'redis.scale', instance: 'i2' }))
    await change(store, ended, succeeding(ended))
    await claim(store, await submit(store, 'c', { instance: 'i3' }))
    const paused = await claim(store, await submit(store, 'd', { instance: 'i4' }))
    await change(store, paused, [
      { type: 'pauseRequested', limit: null },
      { type: 'paused', epoch: 1 },
    ])
    assert.deepEqual(await store.workload(2000), {
      operations: [
        { ...nothing, service: 'dcs', operation: 'redis.copy', running: 1, paused: 1 },
        { ...nothing, service: 'dms', operation: 'kafka.move', pending: 1, due: 1, dueSince: 1000 },
      ],
      unreleased: noneLocked,
    })
  })

  test('the queue is as long as what is due, and as old as what has been due longest', async store => {
    const queue = async (now: number) => {
      const [load] = (await store.workload(now)).operations
      return [load?.pending, load?.due, load?.dueSince]
    }
    await submit(store, 'old', { instance: 'i1', createdAt: 1000, dueAt: 3000 })
    await submit(store, 'new', { instance: 'i2', createdAt: 1500 })
    // One that wants two instances waits once.
    await submit(store, 'two', { instance: 'i3', target: 'i4', createdAt: 1700 })
    // Two were given no time of their own: they are due whatever the clock says.
    assert.deepEqual(await queue(1400), [3, 2, 1500])
    assert.deepEqual(await queue(2999), [3, 2, 1500])
    assert.deepEqual(await queue(3000), [3, 3, 1500])
    await claim(store, (await store.find('new'))!)
    assert.deepEqual(await queue(3000), [2, 2, 1700])
  })

  test('tells what waits to try again, is suspected, or has stalled', async store => {
    const load = async (now = 2000) => {
      const [{ retrying, suspected, stalled } = nothing] = (await store.workload(now)).operations
      return { retrying, suspected, stalled }
    }
    const retrying = await claim(store, await submit(store, 'a', { instance: 'i1' }))
    await change(store, retrying, [
      { type: 'ending', status: 'failed', failure: sampleFailure, retryAt: 5000, epoch: 1 },
      { type: 'ended', epoch: 1 },
    ])
    const suspect = await claim(store, await submit(store, 'b', { instance: 'i2' }))
    const lost = { type: 'workerLost', worker: 'w1', cause: 'died', blame: 'shared' } as const
    const freed = await change(store, suspect, [lost])
    assert.deepEqual(await load(), { retrying: 1, suspected: 1, stalled: noStalls })
    assert.deepEqual((await load(5000)).retrying, 0)
    await claim(store, freed, 'w2')
    assert.deepEqual((await load()).suspected, 1)

    const moving = await claim(store, await submit(store, 'c', { instance: 'i3' }))
    const begun = await change(store, moving, [{ type: 'stepStarted', step: 'prepare', epoch: 1 }])
    const stalled = await change(store, begun, [
      { type: 'stalled', step: 'prepare', since: 1500, reason: 'lag_grows', epoch: 1 },
    ])
    assert.deepEqual((await load()).stalled, { ...noStalls, lag_grows: 1 })
    const again = await change(store, stalled, [{ type: 'moved', step: 'prepare', epoch: 1 }])
    assert.deepEqual((await load()).stalled, noStalls)
    const still = await change(store, again, [
      { type: 'stalled', step: 'prepare', since: 1500, reason: 'no_units', epoch: 1 },
    ])
    await change(store, still, [{ type: 'yielded', epoch: 1 }])
    assert.deepEqual((await load()).stalled, noStalls)
  })

  test('tells how many instances stay locked because an undo has failed', async store => {
    const unreleased = async () => (await store.workload(2000)).unreleased
    const running = await claim(store, await submit(store, 'a', { instance: 'i1', target: 'i2' }))
    const effect = { name: 'pause', key: '', epoch: 1 }
    const title = { 'en-us': 'Pause', 'zh-cn': '暂停' }
    const intended: TaskEvent = { type: 'effectIntended', ...effect, title, lives: 'attempt', input: null }
    const undoFailed: TaskEvent = { type: 'effectUndoFailed', ...effect, failure: sampleFailure }
    const [ending, ended] = failing(running)
    const undoing = await change(store, running, [intended, ending!])
    assert.deepEqual(await unreleased(), noneLocked)
    const failed = await change(store, undoing, [undoFailed, ended!])
    assert.deepEqual(await unreleased(), { ...noneLocked, dcs: 2 })
    await change(store, failed, [{ type: 'released' }])
    assert.deepEqual(await unreleased(), noneLocked)
  })
}
