import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Commit, Store } from '../../core/store.ts'
import { actions, commitFor, isCommitting, type Action } from '../conformance/random-actions.ts'
import { fastFolder, inTemporaryFolder } from '../conformance/temporary-folder.ts'
import { createMemoryStore } from '../memory.ts'
import { openSqliteStore } from './open.ts'

/** How often each kind of action, and each outcome, has come up: a model test that tries nothing proves nothing. */
type Tally = Map<string, number>

async function bothAnswer(
  stores: readonly Store[],
  ask: (store: Store) => Promise<unknown>,
  what: string,
): Promise<unknown> {
  const [memory, sqlite] = await Promise.all(stores.map(ask))
  assert.deepEqual(sqlite, memory, what)
  return memory
}

async function play(sequence: readonly Action[], memory: Store, sqlite: Store, tally: Tally): Promise<void> {
  const stores = [memory, sqlite]
  const made: Commit[] = []
  let now = 1000
  for (const [index, action] of sequence.entries()) {
    if (action.kind === 'wait') now += action.ms
    if (action.kind === 'log' || action.kind === 'remove') await beside(action, stores, tally)
    const fresh = isCommitting(action) ? await commitFor(memory, action, `t${index}`, now) : null
    const commit = action.kind === 'repeat' ? made[action.pick % made.length] : fresh
    if (commit !== null && commit !== undefined) {
      made.push(commit)
      const result = (await bothAnswer(stores, store => store.commit(commit), 'commit')) as {
        reason?: string
      }
      const outcome = `${action.kind} ${result.reason ?? 'accepted'}`
      tally.set(outcome, (tally.get(outcome) ?? 0) + 1)
    }
    // Also as others see it whose clock is behind or ahead.
    for (const at of [now - 7, now, now + 30])
      for (const suspects of [false, true])
        await bothAnswer(stores, store => store.due(at, 1 + (index % 6), suspects), `due at ${at}`)
    await bothAnswer(stores, store => store.nextDueAt(now), 'nextDueAt')
    await bothAnswer(stores, store => store.workload(now), 'workload')
  }
  await bothAnswer(stores, store => store.list({ limit: 1000 }), 'list')
  await bothAnswer(
    stores,
    store => store.list({ limit: 3, instance: 'i1', statuses: ['running', 'failed'] }),
    'list',
  )
  for (const task of await memory.list({ statuses: ['pending'], limit: 1000 }))
    for (const at of [now - 7, now + 30])
      await bothAnswer(stores, store => store.inFrontOf(task.id, at, 3), 'inFrontOf')
  for (const instance of ['i0', 'i1', 'i2']) {
    await bothAnswer(stores, store => store.lastUser(instance), 'lastUser')
    const line = { uses: instance, order: 'queue', limit: 100 } as const
    for (const at of [now - 7, now + 30])
      await bothAnswer(stores, store => store.list({ ...line, now: at }), 'queue')
    await bothAnswer(stores, store => store.list({ uses: instance, limit: 100 }), 'uses')
    await bothAnswer(stores, store => store.list({ uses: instance, locked: true, limit: 100 }), 'locked')
  }
  for (const worker of ['w0', 'w1', 'w2']) await bothAnswer(stores, store => store.heldBy(worker), 'heldBy')
  for (const filter of [
    {},
    { project: 'p1' },
    { project: 'p2' },
    { task: 't1' },
    { project: 'p2', task: 't1' },
  ])
    for (const [after, limit] of [
      [0, 1000],
      [5, 3],
      [20, 10],
      [20, 0],
    ] as const)
      await bothAnswer(
        stores,
        store => store.events(filter, after, limit),
        `events ${JSON.stringify(filter)}`,
      )
  await bothAnswer(stores, store => store.lastEventId(), 'lastEventId')
  for (const task of await memory.list({ limit: 1000 })) {
    await bothAnswer(stores, store => store.history(task.id, 0, 1000), 'history')
    await bothAnswer(stores, store => store.history(task.id, 7, 3), 'history page')
    await bothAnswer(stores, store => store.readLog(task.id, { afterId: 3, limit: 1000 }), 'log')
  }
  for (const status of ['succeeded', 'failed', 'cancelled'] as const)
    for (const beyond of [0, 1, 3])
      for (const endedBefore of [now - 5, now + 1])
        await bothAnswer(stores, store => store.ended({ status, endedBefore, beyond, limit: 4 }), 'ended')
}

/** What is done beside commits. */
async function beside(
  { kind, pick }: Extract<Action, { kind: 'log' | 'remove' }>,
  stores: readonly Store[],
  tally: Tally,
): Promise<void> {
  const tasks = await stores[0]!.list({ limit: 1000 })
  const task = tasks[pick % tasks.length]
  if (task === undefined) return
  const line = { step: pick % 2 === 0 ? 'copy' : null, attempt: task.attempt, at: pick, text: `line ${pick}` }
  const outcome =
    kind === 'log'
      ? await bothAnswer(stores, store => store.appendLog(task.id, [{ ...line, skipped: pick % 3 }]), kind)
      : await bothAnswer(stores, store => store.removeTask(task), kind)
  tally.set(`${kind} ${String(outcome)}`, (tally.get(`${kind} ${String(outcome)}`) ?? 0) + 1)
}

test('memory and SQLite give the same answers to whatever is done to them', async () => {
  const tally: Tally = new Map()
  await fc.assert(
    fc.asyncProperty(actions, sequence =>
      inTemporaryFolder(async folder => {
        const [memory, sqlite] = [createMemoryStore(), await openSqliteStore(folder, { writer: 'inline' })]
        try {
          await play(sequence, memory, sqlite, tally)
        } finally {
          await sqlite.close()
        }
      }, fastFolder),
    ),
    { numRuns: 100 },
  )
  const outcomes = ['submit token_taken', 'claimAny locked', 'repeat stale', 'claimDue accepted']
  for (const outcome of [...outcomes, 'remove true', 'remove false', 'log undefined'])
    assert.ok((tally.get(outcome) ?? 0) > 0, `never tried: ${outcome}`)
})
