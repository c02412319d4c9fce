import assert from 'node:assert/strict'
import type { HistoryEvent, TaskEvent } from '../../core/event.ts'
import type { Store } from '../../core/store.ts'
import type { Task } from '../../core/task.ts'
import { change, changeOf, claim, failing, submit, succeeding } from './samples.ts'
import type { StoreTest } from './store-tests.ts'

const types = (events: readonly HistoryEvent[]) => events.map(({ event }) => event.type)

/** Reads a whole history in small pages. */
async function pages(store: Store, task: string, limit: number): Promise<readonly HistoryEvent[]> {
  const read: HistoryEvent[] = []
  for (;;) {
    const page = await store.history(task, read.at(-1)?.id ?? 0, limit)
    assert.ok(page.length <= limit)
    if (page.length === 0) return read
    read.push(...page)
  }
}

const progressed = (done: number, epoch: number): TaskEvent => ({
  type: 'progressed',
  reports: [{ step: 'prepare', subStep: null, progress: { done, total: 10_000, unit: 'keys' } }],
  predictedEndAt: null,
  predictedSteps: [],
  epoch,
})

const doneOf = (events: readonly HistoryEvent[]) =>
  events.flatMap(({ event }) =>
    event.type === 'progressed' ? event.reports.map(report => report.progress.done) : [],
  )

/** Histories that are asked for one line. */
export function lastEventCases(test: StoreTest): void {
  test('finds the newest line of some types, before and after the history is packed', async store => {
    const last = async (...wanted: readonly HistoryEvent['event']['type'][]) =>
      (await store.lastEvent('t1', wanted))?.at ?? null
    let task = await submit(store, 't1')
    await change(store, await submit(store, 't2', { instance: 'i2' }), [{ type: 'cancelRequested' }])
    assert.equal(await store.lastEvent('gone', ['submitted']), null)
    assert.equal(await last('cancelRequested', 'pauseRequested'), null)
    task = await claim(store, task, 'w1', 3000)
    const { epoch } = task
    task = await change(store, task, [{ type: 'pauseRequested', limit: null }], 4000)
    task = await change(store, task, [{ type: 'resumed' }], 5000)
    task = await change(store, task, [{ type: 'pauseRequested', limit: null }], 6000)
    task = await change(
      store,
      task,
      [{ type: 'stepStarted', step: 'prepare', epoch }, progressed(1, epoch)],
      7000,
    )
    const asked = await store.lastEvent('t1', ['pauseRequested', 'cancelRequested'])
    assert.deepEqual([asked?.at, asked?.task, asked?.by], [6000, 't1', 'w1'])
    assert.deepEqual(asked?.event, { type: 'pauseRequested', limit: null })
    assert.equal(await last('resumed'), 5000)
    task = await change(store, task, [{ type: 'cancelRequested' }], 8000)
    const ending = { type: 'ending', status: 'cancelled', failure: null, retryAt: null, epoch } as const
    task = await change(store, task, [ending, { type: 'ended', epoch }], 9000)
    await change(store, task, [{ type: 'deleted' }], 10_000)
    assert.deepEqual([await last('cancelRequested'), await last('deleted')], [8000, 10_000])
    assert.deepEqual([await last('pauseRequested'), await last('released')], [6000, null])
  })
}

/** Claims a task, reports progress a number of times and fails. */
async function failedAttempt(store: Store, task: Task, reports: number): Promise<Task> {
  let current = await claim(store, task, 'w1', 3000)
  const { epoch } = current
  current = await change(store, current, [{ type: 'stepStarted', step: 'prepare', epoch }])
  const samples = Array.from({ length: reports }, (_, index) => progressed(index + 1, epoch))
  current = await change(store, current, samples.slice(0, -1))
  current = await change(store, current, samples.slice(-1))
  return change(store, current, failing(current))
}

/** What happened to a task. */
export function historyCases(test: StoreTest): void {
  test('tells what, when, who and why, oldest first', async store => {
    const task = await submit(store, 't1')
    await submit(store, 't2')
    const cancel = changeOf(task, [{ type: 'cancelRequested' }], 2500)
    const events = cancel.events.map(event => ({ ...event, by: 'AK2', reason: 'wrong target 错' }))
    await store.commit({ ...cancel, events })
    const history = await store.history('t1', 0, 10)
    assert.deepEqual(
      history.map(event => ({ ...event, id: 0 })),
      [
        { id: 0, task: 't1', revision: 1, at: 1000, by: 'AK1', reason: null, event: { type: 'submitted' } },
        {
          id: 0,
          task: 't1',
          revision: 2,
          at: 2500,
          by: 'AK2',
          reason: 'wrong target 错',
          event: { type: 'cancelRequested' },
        },
      ],
    )
    assert.deepEqual(await store.history('t3', 0, 10), [])
  })

  test('numbers grow over all tasks and a refused commit leaves no line', async store => {
    const [one, two] = [await submit(store, 't1'), await submit(store, 't2')]
    await claim(store, one)
    await store.commit(changeOf(two, [{ type: 'claimed', worker: 'w2' }], 2000))
    await submit(store, 't3')
    const all = [
      ...(await pages(store, 't1', 1)),
      ...(await pages(store, 't2', 1)),
      ...(await pages(store, 't3', 1)),
    ]
    const byId = all.toSorted((a, b) => a.id - b.id).map(({ task, event }) => `${task} ${event.type}`)
    assert.deepEqual(byId, ['t1 submitted', 't2 submitted', 't1 claimed', 't3 submitted'])
    assert.equal(new Set(all.map(event => event.id)).size, 4)
  })

  test('reads on from any number, the same before and after the end', async store => {
    const running = await claim(store, await submit(store, 't1'))
    const steps = succeeding(running)
    const middle = await change(store, running, steps.slice(0, 3))
    const before = await store.history('t1', 0, 100)
    await change(store, middle, steps.slice(3))
    const after = await store.history('t1', 0, 100)
    assert.deepEqual(after.slice(0, before.length), before)
    assert.deepEqual(types(after), ['submitted', 'claimed', ...steps.map(event => event.type)])
    for (const limit of [1, 3, 100]) assert.deepEqual(await pages(store, 't1', limit), after)
    assert.deepEqual(await store.history('t1', after[4]!.id, 2), after.slice(5, 7))
    assert.deepEqual(await store.history('t1', after.at(-1)!.id, 10), [])
    assert.deepEqual(await store.history('t1', 0, 0), [])
  })

  test('a retried task grows new lines behind its old ones, and numbers stay', async store => {
    const failed = await failedAttempt(store, await submit(store, 't1'), 3)
    const first = await store.history('t1', 0, 100)
    const pending = await change(store, failed, [{ type: 'retryRequested' }], 3000)
    const running = await claim(store, pending, 'w2', 3000)
    const between = await store.history('t1', 0, 100)
    assert.deepEqual(between.slice(0, first.length), first)
    assert.deepEqual(types(between.slice(first.length)), ['retryRequested', 'claimed'])
    // A page across the border.
    assert.deepEqual(
      await store.history('t1', first.at(-2)!.id, 2),
      between.slice(first.length - 1, first.length + 1),
    )
    await change(store, running, succeeding(running))
    const whole = await store.history('t1', 0, 100)
    assert.deepEqual(whole.slice(0, between.length), between)
    assert.deepEqual(await pages(store, 't1', 2), whole)
    assert.equal(types(whole).at(-1), 'ended')
  })

  test('keeps 200 reports of progress of each ended attempt, spread evenly, and every other line', async store => {
    const failed = await failedAttempt(store, await submit(store, 't1'), 1000)
    const kept = doneOf(await pages(store, 't1', 50))
    assert.equal(kept.length, 200)
    assert.deepEqual([kept[0], kept.at(-1)], [1, 1000])
    const gaps = new Set(kept.slice(1).map((done, index) => done! - kept[index]!))
    assert.deepEqual(
      [...gaps].toSorted((one, other) => one - other),
      [5, 6],
    )
    const pending = await change(store, failed, [{ type: 'retryRequested' }], 3000)
    await failedAttempt(store, pending, 30)
    const again = doneOf(await pages(store, 't1', 1000))
    assert.deepEqual(again, [...kept, ...Array.from({ length: 30 }, (_, index) => index + 1)])
    const others = types(await pages(store, 't1', 1000)).filter(type => type !== 'progressed')
    const attempt = ['claimed', 'stepStarted', 'ending', 'ended']
    assert.deepEqual(others, ['submitted', ...attempt, 'retryRequested', ...attempt])
  })
}
