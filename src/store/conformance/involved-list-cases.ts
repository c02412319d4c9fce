import assert from 'node:assert/strict'
import type { Store, TaskFilter } from '../../core/store.ts'
import type { TaskStatus } from '../../core/task.ts'
import { change, claim, failing, submit, succeeding } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

const ids = async (store: Store, filter: Partial<TaskFilter>) =>
  (await store.list({ limit: 100, ...filter })).map(task => task.id)

/** All of a list, read in pages of some; each page says how its last task stood. */
async function paged(store: Store, filter: Partial<TaskFilter>, limit: number) {
  const seen: string[] = []
  for (let behind: Partial<TaskFilter> = {}; ;) {
    const page = await store.list({ ...filter, ...behind, limit })
    const last = page.at(-1)
    if (last === undefined) return seen
    seen.push(...page.map(({ id }) => id))
    behind = { after: last.id, afterStatus: last.status }
  }
}

/** Tasks by what becomes of them; all but one have `target` as their target. */
async function submitAll(store: Store): Promise<void> {
  const running = async (id: string, instance: string, at: number) =>
    claim(store, await submit(store, id, { instance, createdAt: at, operation: `op.${instance}` }), 'w1', at)
  const early = await running('early', 'i1', 10)
  const late = await running('late', 'i2', 20)
  const retried = await running('retried', 'i3', 30)
  const other = await submit(store, 'other', { instance: 'target', createdAt: 40 })
  await submit(store, 'waiting', { instance: 'i5', target: 'target', createdAt: 50 })
  await submit(store, 'urgent', { instance: 'i6', target: 'target', createdAt: 60, priority: 'urgent' })
  await running('busy', 'i7', 70)
  const moved = await submit(store, 'moved', { instance: 'i8', target: 'i9', createdAt: 80 })
  await change(store, late, succeeding(late), 100)
  await change(store, retried, failing(retried), 200)
  await change(store, early, succeeding(early), 300)
  await change(store, other, [{ type: 'cancelRequested' }], 400)
  const working = await claim(store, moved, 'w1', 410)
  await change(store, working, succeeding(working), 500)
}

/** Lists of what involves an instance, by when tasks ended, and with what is active first. */
export function involvedListCases(test: StoreTest): void {
  test('a migration is not found by its target, or no more once it has ended', async store => {
    await submitAll(store)
    assert.deepEqual(await paged(store, { involves: 'target' }, 2), ['urgent', 'waiting', 'other'])
    assert.deepEqual(await paged(store, { involves: 'target', order: 'oldest' }, 2), [
      'other',
      'waiting',
      'urgent',
    ])
    assert.deepEqual(await ids(store, { involves: 'i9' }), ['moved'])
    assert.deepEqual(await ids(store, { involves: 'i9', order: 'ended' }), ['moved'])
    assert.deepEqual(await ids(store, { involves: 'i9', statuses: ['succeeded'] }), ['moved'])
    assert.deepEqual(await ids(store, { involves: 'i9', statuses: ['running'] }), [])
    assert.deepEqual(await ids(store, { involves: 'target', operation: 'no such' }), [])
    assert.deepEqual(await ids(store, { involves: 'target', uses: 'i5' }), ['waiting'])
    assert.deepEqual(await ids(store, { involves: 'target', order: 'queue' }), ['urgent', 'waiting'])
    assert.deepEqual(await ids(store, { involves: 'target', order: 'queue', uses: 'i5' }), ['waiting'])
    assert.deepEqual(await ids(store, { instance: 'target' }), ['other'], 'done to it')
    const anyOf = { idPrefix: 'no such', instances: ['target'], operations: [] }
    assert.deepEqual(await ids(store, { anyOf }), ['urgent', 'waiting', 'other'])
    assert.deepEqual(await ids(store, { anyOf, involves: 'i6' }), ['urgent'])
    assert.equal(await store.countTasks({ involves: 'target' }), 3)
    assert.equal(await store.countTasks({ involves: 'target', statuses: ['pending'], project: 'p1' }), 2)
    assert.equal(await store.countTasks({ involves: 'target', project: 'p2' }), 0)
  })

  test('a history is in the order of submission, or has what runs', async store => {
    await submitAll(store)
    const ended = { order: 'ended', project: 'p1' } as const
    const all = ['moved', 'other', 'early', 'retried', 'late']
    for (const limit of [1, 2, 9]) assert.deepEqual(await paged(store, ended, limit), all)
    assert.deepEqual(await ids(store, { ...ended, statuses: ['succeeded', 'running'] }), [
      'moved',
      'early',
      'late',
    ])
    assert.deepEqual(await ids(store, { ...ended, statuses: ['running'] }), [])
    assert.deepEqual(await ids(store, { ...ended, operation: 'op.i3' }), ['retried'])
    assert.deepEqual(await ids(store, { ...ended, offset: 1, limit: 2 }), ['other', 'early'])
    const anyOf = { idPrefix: 'e', instances: ['i2'], operations: [] }
    assert.deepEqual(await ids(store, { ...ended, anyOf }), ['early', 'late'])
    assert.deepEqual(await ids(store, { ...ended, involves: 'i3', anyOf }), [])
    assert.deepEqual(await ids(store, { ...ended, uses: 'i1' }), [], 'it was given back')
    const gone = (await store.find('retried'))!
    await change(store, gone, [{ type: 'retryRequested' }], 600)
    assert.deepEqual(await ids(store, { ...ended, after: 'retried' }), ['late'], 'it ended before')
    await change(store, (await store.find('early'))!, [{ type: 'deleted' }], 600)
    assert.deepEqual(await ids(store, ended), ['moved', 'other', 'late'])
  })

  test('what is active stands behind what was submitted later, or a page has a gap where something has ended', async store => {
    await submitAll(store)
    const active = { order: 'active', project: 'p1', now: 1000 } as const
    const ended = ['moved', 'other', 'early', 'retried', 'late']
    const all = ['busy', 'urgent', 'waiting', ...ended]
    for (const limit of [1, 2, 3, 9]) assert.deepEqual(await paged(store, active, limit), all, String(limit))
    assert.deepEqual(await ids(store, { ...active, limit: 2 }), ['busy', 'urgent'])
    assert.deepEqual(await ids(store, { ...active, involves: 'target' }), ['urgent', 'waiting', 'other'])
    assert.deepEqual(await ids(store, { ...active, locked: true }), ['busy'])
    assert.deepEqual(await ids(store, { ...active, statuses: ['succeeded', 'pending'] }), [
      'urgent',
      'waiting',
      'moved',
      'early',
      'late',
    ])
    const busy = (await store.find('busy'))!
    await change(store, busy, [{ type: 'pauseRequested', limit: null }], 1000)
    const pausing = (await store.find('busy'))!
    await change(store, pausing, [{ type: 'paused', epoch: pausing.epoch }], 1000)
    assert.deepEqual(await ids(store, active), all)
    await change(store, (await store.find('busy'))!, [{ type: 'cancelRequested' }], 1000)
    const behind = (afterStatus?: TaskStatus) =>
      ids(store, { ...active, after: 'urgent', ...(afterStatus === undefined ? {} : { afterStatus }) })
    await change(store, (await store.find('urgent'))!, [{ type: 'cancelRequested' }], 1000)
    assert.deepEqual(await behind('pending'), ['waiting', 'urgent', ...ended])
    assert.deepEqual(await behind(), ended, 'where it stands now')
    assert.deepEqual(await ids(store, { ...active, after: 'gone' }), [])
  })

  test('what stands still is not found, or what moves is', async store => {
    const running = await claim(store, await submit(store, 'still', { instance: 'i1' }))
    await claim(store, await submit(store, 'moving', { instance: 'i2' }))
    const { epoch } = running
    await change(store, running, [
      { type: 'stepStarted', step: 'prepare', epoch },
      { type: 'stalled', step: 'prepare', since: 2000, reason: 'no_units', epoch },
    ])
    for (const filter of [{}, { order: 'active' }, { statuses: ['running', 'failed'] }] as const)
      assert.deepEqual(await ids(store, { ...filter, stalled: true, project: 'p1' }), ['still'])
    assert.deepEqual(await ids(store, { stalled: true, statuses: ['failed'] }), [])
    assert.equal(await store.countTasks({ stalled: true, project: 'p1' }), 1)
    assert.equal(await store.countTasks({ stalled: true, project: 'p2' }), 0)
  })
}
