import assert from 'node:assert/strict'
import { emptyCommit } from '../../core/testing/samples.ts'
import { change, claim, sampleInstance, submit, succeeding } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

/** The registry. */
export function instanceCases(test: StoreTest): void {
  test('keeps an instance exactly as it was', async store => {
    const instance = sampleInstance('i1')
    assert.equal(await store.addInstance(instance), true)
    assert.deepEqual(await store.findInstance('i1'), instance)
    assert.equal(await store.findInstance('i2'), null)
  })

  test('takes a name once in a project, also when two come at once', async store => {
    const added = await Promise.all([
      store.addInstance(sampleInstance('i1', { name: 'cache' })),
      store.addInstance(sampleInstance('i2', { name: 'cache' })),
      store.addInstance(sampleInstance('i3', { name: 'cache', project: 'p2' })),
      store.addInstance(sampleInstance('i1', { name: 'other' })),
    ])
    assert.deepEqual(added, [true, false, true, false])
    assert.equal(await store.findInstance('i2'), null)
    assert.equal(await store.removeInstance('i1'), true)
    assert.equal(await store.addInstance(sampleInstance('i2', { name: 'cache' })), true)
  })

  test('lists instances by name, of a project and a service', async store => {
    const named = [
      ['i1', 'b', 'p1', 'dcs'],
      ['i2', 'B', 'p1', 'dms'],
      ['i3', 'a', 'p1', 'dms'],
      ['i4', '支', 'p2', 'dms'],
      ['i5', 'a', 'p2', 'dcs'],
    ] as const
    for (const [id, name, project, service] of named)
      await store.addInstance(sampleInstance(id, { name, project, service }))
    const ids = async (filter: object) => (await store.listInstances(filter)).map(instance => instance.id)
    assert.deepEqual(await ids({}), ['i2', 'i3', 'i5', 'i1', 'i4'])
    assert.deepEqual(await ids({ project: 'p1' }), ['i2', 'i3', 'i1'])
    assert.deepEqual(await ids({ service: 'dms' }), ['i2', 'i3', 'i4'])
    assert.deepEqual(await ids({ project: 'p2', service: 'dcs' }), ['i5'])
    assert.deepEqual(await ids({ project: 'p3' }), [])
  })

  test('removes no instance that a task which has not ended names or locks', async store => {
    for (const id of ['i1', 'i2', 'i3']) await store.addInstance(sampleInstance(id))
    const task = await submit(store, 't1', { instance: 'i1', target: 'i2' })
    const removable = async () =>
      Promise.all(
        ['i1', 'i2'].map(
          async id => (await store.removeInstance(id)) && store.addInstance(sampleInstance(id)),
        ),
      )
    assert.deepEqual(await removable(), [false, false], 'pending')
    const running = await claim(store, task)
    assert.deepEqual(await removable(), [false, false], 'running')
    const lost = await change(store, running, [
      { type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' },
    ])
    assert.deepEqual(await removable(), [false, false], 'lost')
    const again = await claim(store, lost)
    await change(store, again, succeeding(again))
    assert.deepEqual(await removable(), [true, true], 'ended')
    assert.equal(await store.removeInstance('i3'), true)
    assert.equal(await store.removeInstance('i3'), false)
    assert.equal(await store.removeInstance('i9'), false)
    assert.equal(await store.findInstance('i3'), null)
  })

  test('a paused task that holds nothing still keeps its instances in the registry', async store => {
    for (const id of ['i1', 'i2']) await store.addInstance(sampleInstance(id))
    const running = await claim(store, await submit(store, 't1', { instance: 'i1', target: 'i2' }))
    const paused = { ...running, status: 'paused', worker: null, locked: false, revision: 3 } as const
    await store.commit({
      ...emptyCommit,
      task: paused,
      expectedRevision: 2,
      release: ['i1', 'i2'],
    })
    assert.equal(await store.removeInstance('i1'), false)
    assert.equal(await store.removeInstance('i2'), false)
  })
}
