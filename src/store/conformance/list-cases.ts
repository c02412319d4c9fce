import assert from 'node:assert/strict'
import type { Store, TaskFilter, TaskMatch } from '../../core/store.ts'
import type { Service } from '../../core/task.ts'
import { change, claim, submit, succeeding } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

const ids = async (store: Store, filter: Partial<TaskFilter>) =>
  (await store.list({ limit: 100, ...filter })).map(task => task.id)

const nothing: TaskMatch = { idPrefix: 'no such', instances: [], operations: [] }
const anything: TaskMatch = { ...nothing, idPrefix: '' }

/** Lists of tasks. */
export function listCases(test: StoreTest): void {
  test('lists the newest submission first, also those of one moment', async store => {
    for (const [id, createdAt] of [
      ['b', 1000],
      ['c', 2000],
      ['a', 2000],
      ['d', 1500],
    ] as const)
      await submit(store, id, { createdAt })
    assert.deepEqual(await ids(store, {}), ['a', 'c', 'd', 'b'])
    assert.deepEqual(await ids(store, { limit: 2 }), ['a', 'c'])
    assert.deepEqual(await ids(store, { limit: 0 }), [])
  })

  test('pages without a gap or a repetition while tasks come and change', async store => {
    for (let index = 0; index < 25; index += 1) await submit(store, `t${index}`, { instance: `i${index}` })
    const seen: string[] = []
    for (let after: string | undefined; ; after = seen.at(-1)) {
      const page = await ids(store, { limit: 4, ...(after === undefined ? {} : { after }) })
      if (page.length === 0) break
      seen.push(...page)
      await submit(store, `new${seen.length}`, { createdAt: 3000, instance: 'i99' })
      await claim(store, (await store.find(page[0]!))!)
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 25 }, (_, index) => `t${24 - index}`),
    )
  })

  test('lists the oldest submission first where that is asked for, page by page', async store => {
    for (const [id, createdAt] of [
      ['b', 1000],
      ['c', 2000],
      ['a', 2000],
      ['d', 1500],
    ] as const)
      await submit(store, id, { createdAt, instance: id })
    await claim(store, (await store.find('c'))!)
    const oldest = { order: 'oldest', anyOf: anything } as const
    for (const filter of [oldest, { order: 'oldest' } as const]) {
      assert.deepEqual(await ids(store, filter), ['b', 'd', 'c', 'a'])
      assert.deepEqual(await ids(store, { ...filter, limit: 2 }), ['b', 'd'])
      assert.deepEqual(await ids(store, { ...filter, after: 'c' }), ['a'])
      assert.deepEqual(await ids(store, { ...filter, after: 'gone' }), [])
    }
  })

  test('finds what is of one of several kinds, also together with every other filter', async store => {
    for (let index = 0; index < 24; index += 1) {
      const id = `${index % 2 === 0 ? 'ab' : 'ac'}${index}`
      const operation = `op.${index % 3}`
      const project = index < 20 ? 'p1' : 'p2'
      const task = await submit(store, id, { instance: `i${index}`, operation, project, createdAt: index })
      if (index % 4 === 0) await claim(store, task)
    }
    const found = async (match: Partial<TaskMatch>, filter: Partial<TaskFilter> = {}) =>
      ids(store, { project: 'p1', ...filter, anyOf: { ...nothing, ...match } })
    assert.deepEqual(await found({}), [])
    assert.deepEqual(await found({ idPrefix: 'ac1' }), ['ac19', 'ac17', 'ac15', 'ac13', 'ac11', 'ac1'])
    assert.deepEqual(await found({ idPrefix: 'ac1' }, { after: 'ac17', limit: 2 }), ['ac15', 'ac13'])
    assert.deepEqual(await found({ idPrefix: 'c1' }), [], 'a part that is not the beginning')
    assert.deepEqual(await found({ idPrefix: '%' }), [], 'no pattern')
    assert.deepEqual(await found({ instances: ['i3', 'i4', 'i21'] }), ['ab4', 'ac3'])
    assert.deepEqual(await found({ operations: ['op.2'] }, { limit: 3 }), ['ac17', 'ab14', 'ac11'])
    assert.deepEqual(
      await found(
        { idPrefix: 'ab0', instances: ['i3', 'i4'], operations: ['op.1', 'no such'] },
        { limit: 4 },
      ),
      ['ac19', 'ab16', 'ac13', 'ab10'],
    )
    assert.deepEqual(await found({ operations: ['op.2'] }, { statuses: ['running'] }), ['ab8'])
    assert.deepEqual(await found({ operations: ['op.2'] }, { statuses: [] }), [])
    assert.deepEqual(await found({ operations: ['op.2'] }, { operation: 'op.1' }), [])
    assert.deepEqual(await found({ idPrefix: 'a' }, { instance: 'i5' }), ['ac5'])
    assert.deepEqual(await found({ idPrefix: 'a' }, { service: 'dms' }), [])
    assert.deepEqual(await ids(store, { anyOf: { ...nothing, instances: ['i3', 'i21'] } }), ['ac21', 'ac3'])
  })

  test('shows and counts what the APIs of the services ask for, passing over as many as are told', async store => {
    for (let index = 0; index < 30; index += 1) {
      const options = index % 5 === 0 ? { dueAt: 9000 } : {}
      const task = await submit(store, `t${index}`, {
        instance: `i${index % 2}x${index}`,
        createdAt: index * 10,
        jobName: `Job${index % 3}`,
        service: index < 24 ? 'taurusdb' : 'dms',
        ...options,
      })
      if (index % 7 === 3) await change(store, task, [{ type: 'cancelRequested' }])
    }
    const numbers = (step: number, from: number, to = 29) =>
      Array.from({ length: 30 }, (_, index) => index)
        .filter(index => index >= from && index <= to && (index - from) % step === 0)
        .map(index => `t${index}`)
        .toReversed()
    const both = async (filter: Omit<Partial<TaskFilter>, 'limit'>) => {
      const found = await ids(store, filter)
      const { offset = 0, order: _order, anyOf: _anyOf, after: _after, ...counted } = filter
      assert.equal(await store.countTasks(counted), found.length + offset, JSON.stringify(filter))
      return found
    }
    assert.deepEqual(await both({ jobName: 'Job1' }), numbers(3, 1))
    assert.deepEqual(await both({ jobName: 'Job1', offset: 4 }), numbers(3, 1).slice(4))
    assert.deepEqual(await ids(store, { jobName: 'Job1', offset: 4, limit: 3 }), numbers(3, 1).slice(4, 7))
    assert.deepEqual(await ids(store, { jobName: 'Job1', offset: 400 }), [])
    assert.deepEqual(await both({ isScheduled: true }), numbers(5, 0))
    assert.equal((await both({ isScheduled: false, service: 'taurusdb' })).length, 19)
    assert.deepEqual(await both({ jobName: 'Job0', isScheduled: true, project: 'p1' }), ['t15', 't0'])
    assert.deepEqual(await both({ createdFrom: 250 }), numbers(1, 25))
    assert.deepEqual(await both({ createdTo: 40 }), numbers(1, 0, 4))
    assert.deepEqual(await both({ createdFrom: 41, createdTo: 60, service: 'taurusdb' }), ['t6', 't5'])
    assert.deepEqual(await both({ createdFrom: 61, createdTo: 60 }), [])
    assert.deepEqual(await both({ statuses: ['cancelled'], createdFrom: 100 }), ['t24', 't17', 't10'])
    assert.deepEqual(await both({ instance: 'i1x3', jobName: 'Job0', project: 'p1' }), ['t3'])
    assert.deepEqual(await both({ instance: 'i1x3', project: 'p2' }), [])
    assert.deepEqual(await both({ statuses: [] }), [])
    assert.deepEqual(await both({ order: 'oldest', jobName: 'Job2', offset: 8 }), ['t26', 't29'])
    const last = (await store.find('t24'))!
    await change(store, last, [{ type: 'deleted' }])
    assert.deepEqual(await both({ statuses: ['cancelled'], createdFrom: 100 }), ['t17', 't10'])
  })

  test('finds a task that was deleted', async store => {
    const task = await submit(store, 't1')
    const cancelled = await change(store, task, [{ type: 'cancelRequested' }])
    assert.deepEqual(await ids(store, { anyOf: anything }), ['t1'])
    await change(store, cancelled, [{ type: 'deleted' }])
    assert.deepEqual(await ids(store, { anyOf: anything }), [])
  })

  test('shows nothing behind a task nobody has', async store => {
    await submit(store, 't1')
    assert.deepEqual(await ids(store, { after: 'gone' }), [])
    assert.deepEqual(await ids(store, { after: 't1' }), [])
  })

  test('shows what every filter asks for, alone and together', async store => {
    const plans = Array.from({ length: 48 }, (_, index) => ({
      id: `t${index}`,
      project: `p${index % 2}`,
      service: (['dcs', 'dms', 'taurusdb'] as const)[index % 3] as Service,
      operation: `op.${index % 4}`,
      instance: `i${index % 6}x${index % 8}`,
      status: index < 20 ? 'pending' : index < 30 ? 'running' : 'succeeded',
    }))
    for (const { id, status, ...plan } of plans) {
      const task = await submit(store, id, plan)
      if (status === 'pending') continue
      // An instance of its own: here only lists matter.
      const own = { ...task, locks: [id] }
      const running = await claim(store, own)
      if (status === 'succeeded') await change(store, running, succeeding(running))
    }
    const filters: readonly Partial<TaskFilter>[] = [
      { project: 'p1' },
      { service: 'dms' },
      { operation: 'op.3' },
      { instance: 'i2x2' },
      { statuses: [] },
      { statuses: ['running'] },
      { statuses: ['succeeded', 'pending'] },
      { statuses: ['paused', 'failed'] },
      { project: 'p0', service: 'dcs' },
      { project: 'p1', operation: 'op.1' },
      { project: 'p1', instance: 'i1x1', operation: 'op.1' },
      { project: 'p0', service: 'dms', statuses: ['running', 'succeeded'] },
      { project: 'p1', operation: 'op.0' },
      { project: 'nobody' },
    ]
    for (const filter of filters) {
      const expected = plans
        .filter(
          plan =>
            (filter.project ?? plan.project) === plan.project &&
            (filter.service ?? plan.service) === plan.service &&
            (filter.operation ?? plan.operation) === plan.operation &&
            (filter.instance ?? plan.instance) === plan.instance &&
            (filter.statuses ?? [plan.status]).includes(plan.status as 'pending'),
        )
        .map(plan => plan.id)
        .toReversed()
      assert.deepEqual(await ids(store, filter), expected, JSON.stringify(filter))
      const [first, ...others] = expected
      if (first !== undefined) assert.deepEqual(await ids(store, { ...filter, after: first }), others)
    }
  })
}
