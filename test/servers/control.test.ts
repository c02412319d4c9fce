import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { KeyView } from '../../src/dialects/native/account-schema.ts'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { assertKept, assertSucceeded } from '../kill/assert-succeeded.ts'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { ask } from '../migration/scene.ts'
import { prepareMigration, type PreparedMigration } from '../scenario/migration.ts'
import { createNative } from '../scenario/native.ts'

const settings = { keys: 12_000, writesPerSecond: 1000 }
/** About three seconds of copying. */
const maximumKeysPerSecond = 4000

const act = ({ native }: PreparedMigration, id: string, action: string, body?: unknown): Promise<TaskView> =>
  native.ask<TaskView>('POST', `/tasks/${id}/${action}`, body ?? { reason: `to see what ${action} does` })

const step = (task: TaskView, name: string) => task.steps.find(each => each.name === name)!

const isCopying = (task: TaskView): boolean =>
  step(task, 'data_migration').status === 'running' && step(task, 'data_migration').percent >= 20

const namesOf = ({ actions }: TaskView): readonly string[] => actions.map(({ action }) => action)

/** The source is as it was before, and takes writes. */
async function assertSourceAsBefore({ source }: PreparedMigration): Promise<void> {
  const setting = async (name: string): Promise<unknown> =>
    ((await ask(source, 'CONFIG', 'GET', name)) as readonly unknown[])[1]
  assert.equal(await setting('repl-backlog-size'), '1048576')
  assert.equal(await setting('min-replicas-to-write'), '0')
  assert.equal(await ask(source, 'SET', 'probe:before', 1), 'OK')
  await ask(source, 'DEL', 'probe:before')
}

suite('what is asked of a migration under writes', { concurrency: 2 }, () => {
  test('a cancel in mid-copy: the instance is freed while work goes on, or the next migration cannot be done', async () => {
    await using prepared = await prepareMigration(settings)
    const id = await prepared.submit({ maximumKeysPerSecond })
    const first = watchTask(prepared.native, id)
    await first.until(isCopying)
    const asked = await act(prepared, id, 'cancel')
    assert.notEqual(asked.cancelRequestedAt, null)
    const cancelled = await first.until(isEnded)
    assert.deepEqual([cancelled.status, cancelled.locked, cancelled.failure], ['cancelled', false, null])
    await assertSourceAsBefore(prepared)
    const again = await prepared.submit({ targetData: 'replace' })
    const watch = watchTask(prepared.native, again)
    await assertSucceeded(prepared, watch, await watch.until(isEnded))
  })

  test('a pause in mid-copy: copying goes on, the kill of the server ends it, or the copy begins anew', async () => {
    await using prepared = await prepareMigration(settings)
    const { native, stepwell } = prepared
    const id = await prepared.submit({ maximumKeysPerSecond })
    const watch = watchTask(native, id)
    await watch.until(isCopying)
    await act(prepared, id, 'pause')
    const paused = await watch.until(({ status }) => status === 'paused')
    assert.deepEqual([paused.locked, paused.worker], [true, null])
    assert.ok(namesOf(paused).includes('resume'), namesOf(paused).join())
    const next = await prepared.submit({ targetData: 'replace' })
    const waiting = await native.ask<TaskView>('GET', `/tasks/${next}`)
    assert.deepEqual(
      waiting.queue?.waitsFor.map(({ kind, task }) => [kind, task]),
      [['pause', id]],
    )
    await native.ask('POST', `/tasks/${next}/cancel`)
    await stepwell.kill()
    await stepwell.start()
    const still = await native.ask<TaskView>('GET', `/tasks/${id}`)
    assert.deepEqual(
      [still.status, still.revision, still.percent],
      ['paused', paused.revision, paused.percent],
    )
    await act(prepared, id, 'resume')
    const task = await watch.until(isEnded)
    assert.equal(task.attempt, 1)
    await assertSucceeded(prepared, watch, task)
  })

  test('a failed copy is not retried by itself; a person’s retry begins before the step that failed', async () => {
    await using prepared = await prepareMigration(settings)
    const { native, target } = prepared
    const id = await prepared.submit({ maximumKeysPerSecond })
    const watch = watchTask(native, id)
    await watch.until(isCopying)
    for (const node of target.nodes) await ask(node, 'CONFIG', 'SET', 'maxmemory', '1mb')
    const failed = await watch.until(isEnded)
    assert.deepEqual(
      [failed.status, failed.failure?.code, failed.failure?.step, failed.attempt, failed.locked],
      ['failed', 'DCS.5114', 'data_migration', 1, false],
    )
    assert.ok(namesOf(failed).includes('retry'), namesOf(failed).join())
    await assertSourceAsBefore(prepared)
    for (const node of target.nodes) await ask(node, 'CONFIG', 'SET', 'maxmemory', 0)
    const retried = await act(prepared, id, 'retry', { reason: 'it has memory now' })
    assert.deepEqual([retried.attempt, step(retried, 'pre_check').status], [2, 'succeeded'])
    const task = await watch.until(isEnded)
    assert.deepEqual(
      task.attempts.map(({ number, status, failure }) => [number, status, failure?.code ?? null]),
      [
        [1, 'failed', 'DCS.5114'],
        [2, 'succeeded', null],
      ],
    )
    await assertSucceeded(prepared, watch, task)
  })

  test('an undo that has failed: the instance is freed by itself, by anybody, or never', async () => {
    await using prepared = await prepareMigration(settings)
    const { native, source } = prepared
    const id = await prepared.submit({ maximumKeysPerSecond })
    const watch = watchTask(native, id)
    await watch.until(isCopying)
    await source.kill('SIGSTOP')
    try {
      await act(prepared, id, 'cancel')
      const locked = await watch.until(isEnded, 180_000)
      assert.deepEqual([locked.status, locked.failure?.code, locked.locked], ['failed', 'STW.0007', true])
      assert.ok(namesOf(locked).includes('release'), namesOf(locked).join())
      const next = await prepared.submit({ targetData: 'replace' })
      const nextWatch = watchTask(native, next)
      const waiting = await nextWatch.until(({ queue }) => queue?.waitsFor[0]?.kind === 'release')
      assert.equal(waiting.status, 'pending')
      const { token } = await native.ask<KeyView>('POST', '/keys', { project: locked.project })
      const other = createNative(native.url, token)
      await assert.rejects(other.ask('POST', `/tasks/${id}/release`, { reason: 'mine' }), /403/)
      await source.kill('SIGCONT')
      const released = await act(prepared, id, 'release', { reason: 'the server answers again' })
      assert.equal(released.locked, false)
      // What the first one has left is there still: it was given up as it was.
      await assertKept(prepared, nextWatch, await nextWatch.until(isEnded))
    } finally {
      await source.kill('SIGCONT')
    }
  })
})
