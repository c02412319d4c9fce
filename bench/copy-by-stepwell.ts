import { setTimeout as delay } from 'node:timers/promises'
import type { Task } from '../src/core/task.ts'
import type { Store } from '../src/core/store.ts'
import { openSqliteStore } from '../src/store/sqlite/open.ts'
import type { PreparedMigration } from '../test/scenario/migration.ts'
import { watchSource, type CopyFigures, type SourceWatch } from './copy-figures.ts'

/** A migration of ours, measured. */
export interface MigrationFigures {
  readonly copy: CopyFigures
  /** The whole step: attaching the feed, counting keys, copying, catching up. */
  readonly stepSeconds: number
  readonly writePauseMs: number
}

const lookEveryMs = 10

/** What the operation keeps of each source node, as far as it is of interest here. */
interface KeptState {
  readonly scanned: boolean
  readonly totals: readonly number[]
}

/** Migrates by the real server and worker without a throttle; times are those of the task's own history. */
export async function copyByStepwell(prepared: PreparedMigration): Promise<MigrationFigures> {
  const store = await openSqliteStore(prepared.stepwell.data, { writer: 'inline' })
  try {
    const id = await prepared.submit()
    const begun = await until(store, id, task => stateOf(task) !== null)
    const source = await watchSource(prepared)
    const copied = await until(store, id, task => stateOf(task)?.scanned === true)
    const copy = await endOf(source, store, id, stateOf(begun)!, stateOf(copied)!)
    const task = await until(store, id, ({ endedAt }) => endedAt !== null)
    if (task.status !== 'succeeded')
      throw new Error(`the migration ${task.status}: ${JSON.stringify(task.failure)}`)
    const step = stepOf(task, 'data_migration')
    const { writePauseMilliseconds } = stepOf(task, 'cut_over').output as { writePauseMilliseconds: number }
    return {
      copy,
      stepSeconds: (step.endedAt! - step.startedAt!) / 1000,
      writePauseMs: writePauseMilliseconds,
    }
  } finally {
    await store.close()
  }
}

/** From the first to the last page: the state is stored before the first and after the last. */
async function endOf(
  source: SourceWatch,
  store: Store,
  id: string,
  begun: KeptState,
  copied: KeptState,
): Promise<CopyFigures> {
  const history = await store.history(id, 0, 1000)
  const saved = history.flatMap(({ at, event }) =>
    event.type === 'taskCheckpointSaved' ? [{ at, state: event.value as unknown as KeptState }] : [],
  )
  const last = saved.find(({ state }) => state.scanned)
  if (last === undefined || !copied.scanned) throw new Error('the history does not tell when the copy ended')
  const keys = begun.totals.reduce((sum, total) => sum + total, 0)
  return source.end(keys, (last.at - saved[0]!.at) / 1000)
}

async function until(store: Store, id: string, isSo: (task: Task) => boolean): Promise<Task> {
  for (;;) {
    const task = (await store.find(id))!
    if (isSo(task)) return task
    if (task.endedAt !== null)
      throw new Error(`the migration ${task.status}: ${JSON.stringify(task.failure)}`)
    await delay(lookEveryMs)
  }
}

/** Null: nothing has been saved yet. */
function stateOf({ checkpoints }: Task): KeptState | null {
  const [name] = Object.keys(checkpoints)
  return name === undefined ? null : (checkpoints[name] as unknown as KeptState)
}

const stepOf = (task: Task, name: string) => task.steps.find(step => step.name === name)!
