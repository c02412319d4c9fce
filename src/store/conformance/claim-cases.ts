import assert from 'node:assert/strict'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '../../core/store.ts'
import { change, changeOf, claim, submit, succeeding } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

/** Claims what is due until nothing is left and nobody works; gives what it has claimed. */
async function work(
  store: Store,
  worker: string,
  total: number,
  ended: Set<string>,
): Promise<readonly string[]> {
  const claimed: string[] = []
  while (ended.size < total) {
    await nextTurn()
    for (const task of await store.due(2000, 3)) {
      const commit = changeOf(task, [{ type: 'claimed', worker }], 2000)
      const result = await store.commit(commit)
      if (!result.accepted) {
        assert.match(result.reason, /^(stale|locked)$/)
        continue
      }
      claimed.push(task.id)
      await change(store, commit.task, succeeding(commit.task))
      ended.add(task.id)
    }
  }
  return claimed
}

/** Several workers at once. */
export function claimCases(test: StoreTest): void {
  test('40 tasks claimed by 8 workers at once are claimed once each', async store => {
    const ids = Array.from({ length: 40 }, (_, index) => `t${String(index).padStart(2, '0')}`)
    await Promise.all(ids.map((id, index) => submit(store, id, { instance: `i${index % 7}` })))
    const ended = new Set<string>()
    const workers = Array.from({ length: 8 }, (_, index) => work(store, `w${index}`, 40, ended))
    const claimed = (await Promise.all(workers)).flat()
    assert.deepEqual(claimed.toSorted(), ids)
    for (const id of ids) assert.equal((await store.find(id))?.epoch, 1)
  })

  test('tasks of two instances, crosswise, neither block each other for ever nor starve', async store => {
    const ids = Array.from({ length: 30 }, (_, index) => `t${index}`)
    for (const [index, id] of ids.entries()) {
      const pair = [`i${index % 3}`, `i${(index + 1) % 3}`]
      const [instance, target] = index % 2 === 0 ? pair : pair.toReversed()
      await submit(store, id, index % 5 === 4 ? { instance: 'i0' } : { instance: instance!, target: target! })
    }
    const ended = new Set<string>()
    const workers = ['w1', 'w2', 'w3'].map(worker => work(store, worker, ids.length, ended))
    const claimed = (await Promise.all(workers)).flat()
    assert.deepEqual(claimed.toSorted(), ids.toSorted())
  })

  test('tells which task holds an instance, its own or another that it needs', async store => {
    const migration = await submit(store, 'migration', { instance: 'i1', target: 'i2' })
    await submit(store, 'waiting', { instance: 'i2' })
    const other = await claim(store, await submit(store, 'other', { instance: 'i3' }))
    assert.deepEqual([...(await store.holders(['i1', 'i2']))], [])
    await claim(store, migration)
    const held = async (...instances: readonly string[]) =>
      [...(await store.holders(instances))].map(([instance, { id }]) => `${instance} ${id}`).toSorted()
    assert.deepEqual(await held('i2', 'i1', 'nothing', 'i3'), ['i1 migration', 'i2 migration', 'i3 other'])
    assert.deepEqual(await held(), [])
    await change(store, other, succeeding(other))
    assert.deepEqual(await held('i2', 'i3'), ['i2 migration'])
  })

  test('tells which tasks a worker holds', async store => {
    const tasks = []
    for (const id of ['t1', 't2', 't3']) tasks.push(await submit(store, id, { instance: id }))
    const held = [
      await claim(store, tasks[0]!),
      await claim(store, tasks[1]!, 'w2'),
      await claim(store, tasks[2]!),
    ]
    assert.deepEqual(await store.heldBy('w1'), [held[0], held[2]])
    await change(store, held[0]!, [{ type: 'yielded', epoch: 1 }])
    await change(store, held[2]!, succeeding(held[2]!))
    assert.deepEqual(await store.heldBy('w1'), [])
    assert.deepEqual(await store.heldBy('w2'), [held[1]])
  })
}
