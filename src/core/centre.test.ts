import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryStore } from '../store/memory.ts'
import { apply, ask, fail, me, openOffice, stranger } from './testing/office.ts'
import { claimed, caller, ended, ending, instance } from './testing/samples.ts'

const cancelRequested = { type: 'cancelRequested' } as const

test('a task of another project, service or instance is not found, and cannot be cancelled', async () => {
  const { centre } = await openOffice()
  const { id } = await centre.submit(me, ask(), null)
  const refused = { code: 'task_not_found', parameters: { task: id } }
  await assert.rejects(centre.find(stranger, { id }), refused)
  await assert.rejects(centre.change(stranger, { id }, cancelRequested, null), refused)
  await assert.rejects(centre.history(stranger, { id }, 0, 10), refused)
  await assert.rejects(centre.follow(stranger, id, null), refused)
  await assert.rejects(centre.find(me, { id, service: 'dms' }), refused)
  await assert.rejects(centre.find(me, { id, instance: 'instance-2' }), refused)
  await assert.rejects(centre.find(me, { id, isScheduled: true }), refused)
  await assert.rejects(centre.find(me, { id, jobName: 'another' }), refused)
  await assert.rejects(centre.find(me, { id: 'nothing' }), { code: 'task_not_found' })
  assert.equal((await centre.find(me, { id, service: 'dcs', instance: 'instance-1' })).id, id)
  assert.deepEqual(await centre.list(stranger, { limit: 10 }), [])
  assert.deepEqual([await centre.count(stranger, {}), await centre.count(me, { service: 'dcs' })], [0, 1])
  assert.deepEqual(
    (await centre.list(me, { limit: 10 })).map(task => task.id),
    [id],
  )
})

test('a task is found longer after its end than who asks looks back, or not while it goes on', async () => {
  let time = 1000
  const { centre } = await openOffice({ now: () => time })
  const { id } = await centre.submit(me, ask(), null)
  const statusNow = async () => (await centre.find(me, { id, endedWithinMs: 60_000 })).status
  time = 1_000_000
  assert.equal(await statusNow(), 'pending')
  await centre.change(me, { id }, cancelRequested, null)
  time += 60_000
  assert.equal(await statusNow(), 'cancelled')
  time += 1
  await assert.rejects(statusNow(), { code: 'task_not_found' })
})

test('cancel of a waiting task ends it, with the reason in its history', async () => {
  const { centre, changed } = await openOffice()
  const { id } = await centre.submit(me, ask(), null)
  const task = await centre.change(me, { id }, cancelRequested, 'wrong instance')
  assert.equal(task.status, 'cancelled')
  const line = (await centre.history(me, { id }, 0, 10)).at(-1)
  assert.deepEqual([line?.event.type, line?.by, line?.reason], ['cancelRequested', 'AK1', 'wrong instance'])
  assert.deepEqual(changed, ['task-1 pending', 'task-1 cancelled'])
})

test('the log of another project is read', async () => {
  const { centre, store } = await openOffice()
  const { id } = await centre.submit(me, ask(), null)
  await store.appendLog(id, [{ step: 'plan', attempt: 1, at: 5, text: 'planned', skipped: 0 }])
  const page = { afterId: 0, limit: 10 }
  assert.deepEqual(
    (await centre.log(me, { id }, page)).map(({ text }) => text),
    ['planned'],
  )
  assert.deepEqual(await centre.log(me, { id }, { ...page, step: 'copy' }), [])
  await assert.rejects(centre.log(stranger, { id }, page), { code: 'task_not_found' })
})

test('two cancel at the same moment: both are heard, one is written', async () => {
  const { centre, store } = await openOffice()
  const { id } = await centre.submit(me, ask(), null)
  await apply(store, await centre.find(me, { id }), claimed)
  const [one, other] = await Promise.all([
    centre.change(me, { id }, cancelRequested, null),
    centre.change(me, { id }, cancelRequested, null),
  ])
  assert.deepEqual([one.revision, other.revision, other.status], [3, 3, 'running'])
})

test('a worker claims between the reading and the writing of a cancel: it is decided again', async () => {
  const { centre, store } = await openOffice()
  const pending = await centre.submit(me, ask(), null)
  const [asked] = await Promise.all([
    centre.change(me, { id: pending.id }, cancelRequested, null),
    apply(store, pending, claimed),
  ])
  assert.deepEqual([asked.status, asked.locked, asked.cancelRequestedAt !== null], ['running', true, true])
})

test('cancel of a task that has ended', async () => {
  const { centre, store } = await openOffice()
  const pending = await centre.submit(me, ask(), null)
  const failed = [claimed, ending('failed'), ended()]
  await failed.reduce(async (task, event) => apply(store, await task, event), Promise.resolve(pending))
  await assert.rejects(centre.change(me, { id: pending.id }, cancelRequested, null), { code: 'task_ended' })
})

test('a store that refuses a cancel for a reason that no new try can mend is not asked for ever', async () => {
  const store = createMemoryStore()
  await store.addInstance(instance())
  const { centre } = await openOffice({ store })
  const { id } = await centre.submit(me, ask(), null)
  const refusal = { accepted: false, reason: 'instance_stale', instance: 'instance-1' } as const
  const refusing = await openOffice({ store: { ...store, commit: async () => refusal } })
  await assert.rejects(refusing.centre.change(me, { id }, cancelRequested, null), { code: 'internal' })
})

/** Brings a submitted task to a failure that may be retried. */
test('a pending task is told what it waits for; what is known of past runs is not asked for again', async () => {
  let asked = 0
  const typicalMs = () => (asked++, 60_000)
  const { centre, store } = await openOffice({ typicalMs })
  const holder = await centre.submit(me, ask(), null)
  const first = await centre.submit(me, ask(), null)
  const second = await centre.submit(me, ask(), null)
  assert.equal((await centre.queue([second]))[0]?.place, 3)
  assert.equal((await centre.queue([first]))[0]?.predictedStartAt, 62_000)
  assert.equal(asked, 1)
  const running = await apply(store, holder, claimed)
  const places = await centre.queue([first, running])
  assert.deepEqual([places[0]?.waitsFor[0]?.kind, places[1]], ['work', null])
})

test('what past runs tell is asked for anew after a minute, or at once when it could not be told', async () => {
  let time = 1000
  let asked = 0
  const typicalMs = () => (asked++ === 0 ? assert.fail('away') : null)
  const { centre } = await openOffice({ now: () => time, typicalMs })
  await centre.submit(me, ask(), null)
  const task = await centre.submit(me, ask(), null)
  await assert.rejects(centre.queue([task]), { message: 'away' })
  await centre.queue([task])
  await centre.queue([task])
  assert.equal(asked, 2)
  time += 60_000
  await centre.queue([task])
  assert.equal(asked, 3)
})

test('a retry that comes after another task is refused, and which one it was is told beforehand', async () => {
  const { centre, store } = await openOffice()
  const failed = await fail(store, await centre.submit(me, ask(), null))
  const retry = () => centre.change(me, { id: failed.id }, { type: 'retryRequested' }, null)
  assert.equal(await centre.supersededBy(failed), null)
  const other = await centre.submit(me, ask(), null)
  const busy = await apply(store, other, claimed)
  await assert.rejects(retry(), {
    code: 'instance_busy',
    parameters: { task: failed.id, instance: 'instance-1', holder: other.id },
  })
  const over = await apply(store, await apply(store, busy, ending('failed')), ended())
  await assert.rejects(retry(), { code: 'instance_changed' })
  assert.equal(await centre.supersededBy(failed), other.id)
  assert.equal(await centre.supersededBy(over), null)
  assert.equal(await centre.supersededBy(await centre.submit(me, ask(), null)), null)
})

test('an instance is released by one who is no administrator', async () => {
  const { centre } = await openOffice()
  const { id } = await centre.submit(me, ask(), null)
  const release = (who: typeof me) => centre.change(who, { id }, { type: 'released' }, 'why')
  await assert.rejects(release(caller({ administrator: false })), { code: 'forbidden' })
  await assert.rejects(release(me), { code: 'task_not_releasable' })
})

test('a deleted task can be found', async () => {
  const { centre, store } = await openOffice()
  const { id } = await fail(store, await centre.submit(me, ask(), null))
  await centre.change(me, { id }, { type: 'deleted' }, null)
  await assert.rejects(centre.find(me, { id }), { code: 'task_not_found' })
})

test('events of another project are read, or followed from an id that nobody has given', async () => {
  const { centre } = await openOffice()
  const { id } = await centre.submit(me, ask(), null)
  await centre.submit(stranger, ask({ instance: 'orders' }), null)
  await centre.change(me, { id }, cancelRequested, null)
  const read = async (asker: typeof me, afterId: number) =>
    (await centre.events(asker, afterId, 10)).map(event => [event.id, event.project])
  assert.deepEqual(await read(me, 0), [
    [1, me.project],
    [3, me.project],
  ])
  assert.deepEqual(await read(stranger, 1), [[2, stranger.project]])
  assert.deepEqual(await centre.follow(me, null, null), { project: me.project, task: null, afterId: 3 })
  assert.deepEqual(await centre.follow(me, id, 1), { project: me.project, task: id, afterId: 1 })
  assert.equal((await centre.follow(me, null, 99)).afterId, 3)
})
