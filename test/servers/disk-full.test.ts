import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { suite, test } from 'node:test'
import type { TaskList, TaskView } from '../../src/dialects/native/schema.ts'
import { processStartedAt } from '../../src/drivers/host/process-identity.ts'
import { mountSmallDisk, noSmallDisk } from '../faults/small-disk.ts'
import { assertSucceeded } from '../kill/assert-succeeded.ts'
import { isEnded, watchTask } from '../kill/task-watch.ts'
import { prepareMigration, type PreparedMigration } from '../scenario/migration.ts'

/** Submits tasks that are due some other day, one after the other; stopped, it gives the ids of those it was told of. */
function submitOnAndOn({ native, targetInstance, sourceInstance }: PreparedMigration) {
  const stopping = new AbortController()
  const told: string[] = []
  const first = Promise.withResolvers<void>()
  const refusals: string[] = []
  const body = {
    operation: 'redis.migrate',
    instance: targetInstance,
    input: { target: sourceInstance },
    dueAt: new Date(Date.now() + 86_400_000).toISOString(),
  }
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        told.push((await native.ask<TaskView>('POST', '/tasks', body)).id)
        first.resolve()
      } catch (error) {
        refusals.push(String(error))
      }
      await delay(5)
    }
  }
  const ended = run()
  return {
    refusals,
    /** Resolves once it was told of one. */
    first: first.promise,
    async stop(): Promise<readonly string[]> {
      stopping.abort()
      await ended
      return told
    },
  }
}

async function allTasks({ native }: PreparedMigration): Promise<readonly string[]> {
  const ids: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const page: TaskList = await native.ask('GET', `/tasks?limit=100${after === '' ? '' : `&after=${after}`}`)
    ids.push(...page.tasks.map(({ id }) => id))
    after = page.next
  }
  return ids
}

const skip = await noSmallDisk()

suite('the disk is full in the middle of a migration under writes', { skip }, () => {
  for (const [how, lasts] of [
    ['for a moment', async () => {}],
    [
      'until the worker has lost its lease',
      async (_: PreparedMigration, worker: number, startedAt: string | null) => {
        while (processStartedAt(worker) === startedAt) await delay(50)
      },
    ],
    ['while the server is killed', ({ stepwell }: PreparedMigration) => stepwell.kill()],
  ] as const)
    test(`${how}: what was acknowledged is lost, or it never goes on`, async () => {
      await using disk = await mountSmallDisk()
      await using prepared = await prepareMigration({
        keys: 12_000,
        writesPerSecond: 1000,
        data: disk.folder,
      })
      const { native, stepwell } = prepared
      const id = await prepared.submit({ maximumKeysPerSecond: 4000 })
      const watch = watchTask(native, id)
      await watch.until(({ steps }) => steps[1]!.percent >= 20)
      const submissions = submitOnAndOn(prepared)
      await submissions.first
      const [worker] = await stepwell.workerPids()
      const startedAt = processStartedAt(worker!)
      await disk.fill()
      while (submissions.refusals.length === 0 || !/disk is full/.test(stepwell.errors())) await delay(10)
      assert.match(submissions.refusals[0]!, /503 .*store_unavailable.*disk is full/)
      const task = await native.ask<TaskView>('GET', `/tasks/${id}`)
      assert.equal(task.status, 'running', 'reads go on')
      await lasts(prepared, worker!, startedAt)
      const told = await submissions.stop()
      await disk.free()
      if (how === 'while the server is killed') await stepwell.start()

      await assertSucceeded(prepared, watch, await watch.until(isEnded))
      const all = new Set(await allTasks(prepared))
      assert.deepEqual(
        told.filter(each => !all.has(each)),
        [],
      )
      // One more may have been stored whose caller was cut off.
      assert.ok(all.size - told.length <= 2, `${all.size} tasks, ${told.length} acknowledged`)
    })
})
