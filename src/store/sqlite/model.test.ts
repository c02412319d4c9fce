import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Commit, Store } from '../../core/store.ts'
import { actions, commitFor, type Action } from '../conformance/random-actions.ts'
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
    const fresh = await commitFor(memory, action, `t${index}`, now)
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
  }
  await bothAnswer(stores, store => store.list({ limit: 1000 }), 'list')
  await bothAnswer(
    stores,
    store => store.list({ limit: 3, instance: 'i1', statuses: ['running', 'failed'] }),
    'list',
  )
  for (const task of await memory.list({ statuses: ['pending'], limit: 1000 }))
    for (const at of [now - 7, now + 30])
      await bothAnswer(stores, store => store.inFrontOf(task, at, 3), 'inFrontOf')
  for (const instance of ['i0', 'i1', 'i2'])
    await bothAnswer(stores, store => store.lastUser(instance), 'lastUser')
  for (const worker of ['w0', 'w1', 'w2']) await bothAnswer(stores, store => store.heldBy(worker), 'heldBy')
  for (const task of await memory.list({ limit: 1000 })) {
    await bothAnswer(stores, store => store.history(task.id, 0, 1000), 'history')
    await bothAnswer(stores, store => store.history(task.id, 7, 3), 'history page')
  }
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
  for (const outcome of ['submit token_taken', 'claimAny locked', 'repeat stale', 'claimDue accepted'])
    assert.ok((tally.get(outcome) ?? 0) > 0, `never tried: ${outcome}`)
})
