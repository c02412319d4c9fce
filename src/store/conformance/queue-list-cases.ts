import assert from 'node:assert/strict'
import type { Store, TaskFilter } from '../../core/store.ts'
import { change, claim, failing, submit } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

const ids = async (store: Store, filter: Partial<TaskFilter>) =>
  (await store.list({ limit: 100, ...filter })).map(task => task.id)

/** All of a list, read in pages of some. */
async function paged(store: Store, filter: Partial<TaskFilter>, limit: number) {
  const seen: string[] = []
  for (;;) {
    const last = seen.at(-1)
    const page = await ids(store, { ...filter, limit, ...(last === undefined ? {} : { after: last }) })
    if (page.length === 0) return seen
    seen.push(...page)
  }
}

/** Tasks of two instances: due, urgent, not due, running; some use the other instance as their target. */
async function submitAll(store: Store): Promise<void> {
  await submit(store, 'one', { createdAt: 1000 })
  await submit(store, 'late', { createdAt: 1100, dueAt: 9000 })
  await submit(store, 'urgent', { createdAt: 1200, priority: 'urgent', instance: 'i2', target: 'i1' })
  await submit(store, 'early', { createdAt: 1400, dueAt: 3000 })
  await submit(store, 'two', { createdAt: 1500, instance: 'i2' })
  await submit(store, 'same time', { createdAt: 1600, dueAt: 8000 })
  await submit(store, 'urgent later', { createdAt: 1650, priority: 'urgent', dueAt: 8000 })
  await submit(store, 'foreign', { createdAt: 1700, project: 'p2', instance: 'i9' })
  await claim(store, await submit(store, 'running', { createdAt: 900, instance: 'i3', target: 'i4' }))
}

/** Lists in the order of the queue, and of what holds or wants an instance. */
export function queueListCases(test: StoreTest): void {
  const queue = { order: 'queue', project: 'p1' } as const

  test('lists what waits as it begins: what is due by rank and submission, the rest by its time', async store => {
    await submitAll(store)
    const rest = ['urgent later', 'same time', 'late']
    const orders = [
      [2000, ['urgent', 'one', 'two', 'early', ...rest]],
      [3000, ['urgent', 'one', 'early', 'two', ...rest]],
      [9000, ['urgent', 'urgent later', 'one', 'late', 'early', 'two', 'same time']],
      [undefined, ['urgent', 'one', 'two', 'early', ...rest]],
    ] as const
    for (const [now, expected] of orders) {
      const filter = now === undefined ? queue : { ...queue, now }
      assert.deepEqual(await ids(store, filter), expected, String(now))
      for (const limit of [1, 2, 3]) assert.deepEqual(await paged(store, filter, limit), expected)
    }
    assert.deepEqual(await ids(store, { ...queue, now: 2000, after: 'gone' }), [])
    assert.deepEqual(await ids(store, { order: 'queue', now: 2000, limit: 3 }), ['urgent', 'one', 'two'])
    assert.ok((await ids(store, { order: 'queue', now: 2000 })).includes('foreign'))
  })

  test('lists the line of one instance, and what every filter asks for', async store => {
    await submitAll(store)
    const now = 2000
    const rest = ['early', 'urgent later', 'same time', 'late']
    assert.deepEqual(await paged(store, { ...queue, now, uses: 'i1' }, 2), ['urgent', 'one', ...rest])
    assert.deepEqual(await paged(store, { ...queue, now, instance: 'i1' }, 2), ['one', ...rest])
    assert.deepEqual(await ids(store, { ...queue, now, instance: 'i2', uses: 'i1' }), ['urgent'])
    const anyOf = { idPrefix: 'ur', instances: ['i2'], operations: [] }
    assert.deepEqual(await ids(store, { ...queue, now, anyOf }), ['urgent', 'two', 'urgent later'])
    assert.deepEqual(await ids(store, { ...queue, now, anyOf, uses: 'i1' }), ['urgent', 'urgent later'])
    assert.deepEqual(await ids(store, { ...queue, now, operation: 'no such' }), [])
    assert.deepEqual(await ids(store, { ...queue, now, statuses: ['running'] }), [])
    assert.deepEqual(await ids(store, { ...queue, now, locked: true }), [])
  })

  test('goes on behind a task that has begun since', async store => {
    await submitAll(store)
    await claim(store, (await store.find('one'))!)
    assert.deepEqual(await ids(store, { ...queue, now: 2000, after: 'one', limit: 2 }), ['two', 'early'])
  })

  test('finds what holds an instance or wants it, also as a target and after its undo has failed', async store => {
    await submitAll(store)
    const running = await claim(store, await submit(store, 'stuck', { instance: 'i5', target: 'i6' }))
    const { epoch } = running
    const effect = { name: 'pause', key: '', epoch } as const
    const [ending, ended] = failing(running)
    const failure = ending?.type === 'ending' ? ending.failure! : null
    await change(store, running, [
      { type: 'stepStarted', step: 'prepare', epoch },
      { type: 'effectIntended', ...effect, title: running.operation.title, lives: 'attempt', input: null },
      ending!,
      { type: 'effectUndoFailed', ...effect, failure: failure! },
      ended!,
    ])
    const done = await claim(store, await submit(store, 'done', { instance: 'i7' }))
    await change(store, done, failing(done))
    for (const instance of ['i5', 'i6'])
      assert.deepEqual(await ids(store, { uses: instance, locked: true }), ['stuck'], instance)
    assert.deepEqual(await ids(store, { uses: 'i7' }), [], 'it was given back')
    assert.deepEqual(await ids(store, { locked: true, project: 'p1' }), ['stuck', 'running'])
    assert.deepEqual(await ids(store, { locked: true, statuses: ['failed'] }), ['stuck'])
    assert.deepEqual(await paged(store, { locked: true, order: 'oldest' }, 1), ['running', 'stuck'])
    assert.deepEqual(await ids(store, { uses: 'i4' }), ['running'])
    assert.deepEqual(await ids(store, { uses: 'i1', locked: true }), [])
    const line = ['urgent later', 'same time', 'early', 'urgent', 'late', 'one']
    assert.deepEqual(await paged(store, { uses: 'i1' }, 2), line)
    const anyOf = { idPrefix: 'u', instances: [], operations: [] }
    assert.deepEqual(await ids(store, { uses: 'i1', anyOf }), ['urgent later', 'urgent'])
  })
}
