import assert from 'node:assert/strict'
import { tokenKeptMs, type Commit, type Store } from '../../core/store.ts'
import {
  change,
  changeOf,
  claim,
  sampleInstance,
  sampleTask,
  submissionOf,
  submit,
  succeeding,
} from './samples.ts'
import type { StoreTest } from './store-tests.ts'

/** Everything that a refused commit could have left behind. */
const everything = async (store: Store, tasks: readonly string[]) => ({
  tasks: await Promise.all(tasks.map(id => store.find(id))),
  histories: await Promise.all(tasks.map(id => store.history(id, 0, 100))),
  list: await store.list({ limit: 100 }),
  due: await store.due(5000, 100),
  instances: await store.listInstances({}),
})

async function assertRefused(store: Store, tasks: readonly string[], commit: Commit, refusal: object) {
  const before = await everything(store, tasks)
  assert.deepEqual(await store.commit(commit), { accepted: false, ...refusal })
  assert.deepEqual(await everything(store, tasks), before)
}

/** The one write verb: what it keeps and every reason to refuse. */
export function commitCases(test: StoreTest): void {
  test('the task of a token is not known, or is for ever', async store => {
    await submit(store, 't1', { token: 'mine', createdAt: 1000 })
    assert.equal(await store.taskOfToken('p1', 'mine', 1000 + tokenKeptMs - 1), 't1')
    assert.equal(await store.taskOfToken('p1', 'mine', 1000 + tokenKeptMs), null)
    assert.equal(await store.taskOfToken('p2', 'mine', 1000), null)
    assert.equal(await store.taskOfToken('p1', 'other', 1000), null)
  })

  test('keeps a task exactly as it was', async store => {
    const odd = {
      text: 'Ünïcödé 支付 💳 \u0000 "quoted" \\ \n',
      deep: [[{ a: null }], 1.5, -1, 1e21],
      empty: {},
    }
    const task = { ...sampleTask('t1', { token: 'k"1' }), input: odd }
    await store.commit(submissionOf(task))
    assert.deepEqual(await store.find('t1'), task)
    const after = await change(store, await claim(store, task), [
      { type: 'taskCheckpointSaved', name: 'offset', value: odd, epoch: 1 },
    ])
    assert.deepEqual(await store.find('t1'), after)
    assert.equal(await store.find('t2'), null)
  })

  test('cannot be changed through what it was given or has given', async store => {
    const input = { keys: ['a'] }
    const task = { ...sampleTask('t1'), input }
    await store.commit(submissionOf(task))
    input.keys.push('b')
    const found = (await store.find('t1'))?.input as { keys: string[] }
    assert.deepEqual(found, { keys: ['a'] })
    try {
      found.keys.push('c')
    } catch {
      // Frozen: as good as a copy.
    }
    assert.deepEqual((await store.find('t1'))?.input, { keys: ['a'] })
  })

  test('refuses whoever writes second from one revision', async store => {
    const task = await submit(store, 't1')
    const commits = ['w1', 'w2'].map(worker => changeOf(task, [{ type: 'claimed', worker }], 2000))
    const results = await Promise.all(commits.map(commit => store.commit(commit)))
    assert.deepEqual(results, [{ accepted: true }, { accepted: false, reason: 'stale' }])
    assert.equal((await store.find('t1'))?.worker, 'w1')
    await assertRefused(store, ['t1'], commits[1]!, { reason: 'stale' })
  })

  test('refuses a change of a task nobody has, and a second task of one id', async store => {
    const task = sampleTask('t1')
    await assertRefused(store, ['t1'], changeOf(task, [{ type: 'cancelRequested' }], 2000), {
      reason: 'stale',
    })
    await store.commit(submissionOf(task))
    await assertRefused(store, ['t1'], submissionOf(sampleTask('t1', { instance: 'i2' })), {
      reason: 'stale',
    })
  })

  test('refuses a lock another task holds, and names the task', async store => {
    const [first, second] = [await submit(store, 't1'), await submit(store, 't2')]
    await claim(store, first)
    await assertRefused(store, ['t1', 't2'], changeOf(second, [{ type: 'claimed', worker: 'w2' }], 2000), {
      reason: 'locked',
      instance: 'i1',
      holder: 't1',
    })
  })

  test('keeps nothing of a commit that is refused for its second lock', async store => {
    const [first, both] = [
      await submit(store, 't1', { instance: 'i2' }),
      await submit(store, 't2', { instance: 'i1', target: 'i2' }),
    ]
    const other = await submit(store, 't3', { instance: 'i1' })
    const held = await claim(store, first)
    const refused = changeOf(both, [{ type: 'claimed', worker: 'w2' }], 2000)
    await assertRefused(store, ['t1', 't2', 't3'], refused, {
      reason: 'locked',
      instance: 'i2',
      holder: 't1',
    })
    // The first lock is free for whoever asks.
    await claim(store, other, 'w3')
    await change(store, held, succeeding(held))
    const stillHeld = { reason: 'locked', instance: 'i1', holder: 't3' }
    await assertRefused(store, ['t1', 't2', 't3'], refused, stillHeld)
  })

  test('frees an instance in the commit that ends its task, and not before', async store => {
    const [first, second] = [await submit(store, 't1'), await submit(store, 't2')]
    const running = await claim(store, first)
    const lost = await change(store, running, [
      { type: 'workerLost', worker: 'w1', cause: 'server_ended', blame: 'none' },
    ])
    const claimSecond = changeOf(second, [{ type: 'claimed', worker: 'w2' }], 2000)
    assert.equal((await store.commit(claimSecond)).accepted, false)
    const again = await claim(store, lost)
    await change(store, again, succeeding(again))
    assert.deepEqual(await store.commit(claimSecond), { accepted: true })
  })

  test('gives back only what the task itself holds', async store => {
    const [first, second, third] = [
      await submit(store, 't1'),
      await submit(store, 't2'),
      await submit(store, 't3'),
    ]
    await claim(store, first)
    const cancel = changeOf(second, [{ type: 'cancelRequested' }], 2000)
    assert.deepEqual(await store.commit({ ...cancel, release: ['i1', 'i9'] }), { accepted: true })
    const claimThird = changeOf(third, [{ type: 'claimed', worker: 'w2' }], 2000)
    const refusal = { reason: 'locked', instance: 'i1', holder: 't1' }
    await assertRefused(store, ['t1', 't2', 't3'], claimThird, refusal)
  })

  test('takes a client token once in a project, also when two come at once', async store => {
    const tasks = ['t1', 't2', 't3'].map(id => sampleTask(id, { token: 'same' }))
    const results = await Promise.all(tasks.map(task => store.commit(submissionOf(task))))
    const taken = { accepted: false, reason: 'token_taken', task: 't1' }
    assert.deepEqual(results, [{ accepted: true }, taken, taken])
    assert.equal(await store.find('t2'), null)
    await submit(store, 't4', { token: 'same', project: 'p2' })
    await submit(store, 't5', { token: 'other' })
    await submit(store, 't6')
    await submit(store, 't7')
    const claimed = await claim(store, tasks[0]!)
    await change(store, claimed, succeeding(claimed))
    await assertRefused(store, ['t1'], submissionOf(sampleTask('t8', { token: 'same' })), {
      reason: 'token_taken',
      task: 't1',
    })
  })

  test('changes instances together with the task, each from the revision before', async store => {
    await store.addInstance(sampleInstance('i1'))
    await store.addInstance(sampleInstance('i2'))
    const running = await claim(store, await submit(store, 't1'))
    const switched = (id: string, revision: number) =>
      sampleInstance(id, { revision, endpoints: [{ host: '127.0.0.1', port: 7000 + revision }] })
    const event = { type: 'instanceChanged', instance: 'i1', change: {}, epoch: 1 } as const
    const commitWith = (...instances: Commit['instances']) => changeOf(running, [event], 2000, instances)
    const stale = (instance: string) => ({ reason: 'instance_stale', instance })
    await assertRefused(store, ['t1'], commitWith(switched('i1', 2), switched('i2', 3)), stale('i2'))
    await assertRefused(store, ['t1'], commitWith(switched('i1', 1)), stale('i1'))
    await assertRefused(store, ['t1'], commitWith(switched('i9', 1)), stale('i9'))
    assert.deepEqual(await store.commit(commitWith(switched('i1', 2))), { accepted: true })
    assert.deepEqual(await store.findInstance('i1'), switched('i1', 2))
    await assertRefused(store, ['t1'], commitWith(switched('i1', 3)), { reason: 'stale' })
  })

  test('a refused commit does no harm to its neighbours of the same moment', async store => {
    const held = await submit(store, 't0')
    await claim(store, held)
    const other = await submit(store, 't1')
    const blocked = changeOf(other, [{ type: 'claimed', worker: 'w2' }], 2000)
    const commits = Array.from({ length: 60 }, (_, index) =>
      index % 3 === 1 ? blocked : submissionOf(sampleTask(`n${index}`, { instance: `j${index}` })),
    )
    const results = await Promise.all(commits.map(commit => store.commit(commit)))
    assert.deepEqual(
      results.map(result => result.accepted),
      commits.map(commit => commit !== blocked),
    )
    assert.equal((await store.list({ limit: 100 })).length, 42)
  })
}
