import assert from 'node:assert/strict'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import type { PreparedMigration } from '../scenario/migration.ts'
import { compareServers } from '../scenario/truth.ts'
import { leftBehind } from './left-behind.ts'
import { readHistory, stepsRunAgain } from './task-history.ts'
import type { TaskWatch } from './task-watch.ts'

/** Fewer than these are not what a scenario was filled with. */
const fewestKeys = 5000

/** The migration has succeeded as {@link assertKept} says, and nothing is left behind. Stops the writer. */
export async function assertSucceeded(
  prepared: PreparedMigration,
  watch: TaskWatch,
  task: TaskView,
): Promise<void> {
  await assertKept(prepared, watch, task)
  assert.deepEqual(await leftBehind(prepared, task), [])
}

/**
 * The migration, seen to its end by its watch, has succeeded: nothing is lost, no finished step ran again and its percent
 * never fell. Stops the writer.
 */
export async function assertKept(
  { native, writer, source, target, stepwell }: PreparedMigration,
  watch: TaskWatch,
  task: TaskView,
): Promise<void> {
  assert.equal(task.status, 'succeeded', `${JSON.stringify(task.failure)} ${stepwell.errors()}`)
  const { lost, checked } = await writer.stop()
  assert.ok(checked > 0, 'no write was acknowledged')
  const { keys, ...truth } = await compareServers(source.port, target.nodes[0]!.port)
  assert.ok(keys >= fewestKeys, `${keys} keys`)
  assert.deepEqual(
    { ...truth, lost, falls: watch.falls, again: stepsRunAgain(await readHistory(native, task.id)) },
    { different: 0, missing: 0, extra: 0, examples: [], lost: 0, falls: [], again: [] },
  )
}
