import assert from 'node:assert/strict'
import { createMemoryStore } from '../../store/memory.ts'
import { createTaskCentre, type CentreParts, type TaskCentre } from '../centre.ts'
import { commitOf, type Store } from '../store.ts'
import type { Submission } from '../submission.ts'
import type { Task } from '../task.ts'
import { transition } from '../transition.ts'
import { caller, claimed, ended, ending, instance, operation, submission } from './samples.ts'

/** A centre, and what it stands on. */
export interface Office {
  readonly centre: TaskCentre
  readonly store: Store
  /** Ids of the tasks told of as changed, in order. */
  readonly changed: string[]
}

/** A centre over a store with the instances `instance-1` (orders), `instance-2` (stock) and one of another project. */
export async function openOffice(parts: Partial<CentreParts> = {}): Promise<Office> {
  const store = createMemoryStore()
  await store.addInstance(instance())
  await store.addInstance(instance({ id: 'instance-2', name: 'stock' }))
  await store.addInstance(instance({ id: 'foreign', name: 'orders', project: stranger.project }))
  const changed: string[] = []
  let submitted = 0
  let time = 1000
  const centre = createTaskCentre({
    store,
    operations: new Map([[operation.name, operation]]),
    checkInput: () => [],
    newId: () => `task-${++submitted}`,
    now: () => ++time,
    typicalMs: () => null,
    changed: task => void changed.push(`${task.id} ${task.status}`),
    ...parts,
  })
  return { centre, store, changed }
}

export const stranger = caller({ accessKey: 'AK2', project: 'fedcba9876543210fedcba9876543210' })
export const me = caller()
export const ask = (change: Partial<Submission> = {}): Submission => submission(change)

/** Stores what happens to a task; it must be accepted. */
export const apply = async (
  store: Store,
  task: Task,
  event: Parameters<typeof transition>[1],
): Promise<Task> => {
  const next = transition(task, event, 5000)
  const result = await store.commit(commitOf(task, next, [event], { by: 'w1', reason: null, at: 5000 }))
  assert.deepEqual(result, { accepted: true })
  return next
}

/** Stores that a task fails. */
export const fail = async (store: Store, task: Task): Promise<Task> =>
  [claimed, ending('failed'), ended()].reduce(
    async (current, event) => apply(store, await current, event),
    Promise.resolve(task),
  )
