import type { Store } from '../../../src/core/store.ts'
import { isEnded, type Task } from '../../../src/core/task.ts'
import type { Follower } from '../outside/follower.ts'
import { effectKey } from '../outside/outside.ts'
import type { Seen } from './write-invariants.ts'

/** What an end is held against. */
export interface End extends Seen {
  /** The store itself, at rest. */
  readonly store: Store
  /** Ids of tasks whose submission was answered. */
  readonly acknowledged: ReadonlySet<string>
  /** Null: nobody follows. */
  readonly follower: Follower | null
}

/** What holds once faults have stopped and nothing goes on by itself any more. */
export const endInvariants: { readonly [name: string]: (end: End) => Promise<string | null> } = {
  'every task ends': async ({ truth }) => {
    const open = [...truth.tasks.values()].find(task => !isEnded(task))
    return open === undefined ? null : `${stateOf(open)} and nothing goes on`
  },

  'no task is lost': async ({ truth, store, acknowledged }) => {
    for (const id of new Set([...acknowledged, ...truth.tasks.keys()])) {
      const stored = await store.find(id)
      if (truth.removed.has(id)) {
        if (stored !== null) return `${id} was removed and is there`
        continue
      }
      if (stored === null) return `${id} is gone`
      if (JSON.stringify(stored) !== JSON.stringify(truth.tasks.get(id)))
        return `${id} is not as it was written`
    }
    return null
  },

  'the history tells everything': async ({ truth, store }) => {
    for (const [id, written] of truth.history) {
      if (truth.removed.has(id)) continue
      const told = (await store.history(id, 0, 1_000_000)).filter(({ event }) => event.type !== 'progressed')
      if (told.length !== written) return `${id}: ${written} events were written, ${told.length} are told`
    }
    return null
  },

  'only what is to be kept is left in place': async ({ truth, outside }) => {
    const kept = new Set(
      [...truth.tasks.values()].flatMap(task =>
        task.effects
          .filter(({ status }) => status === 'kept')
          .map(effect => effectKey({ ...effect, task: task.id })),
      ),
    )
    const left = [...outside.inPlace.keys()].find(key => !kept.has(key))
    return left === undefined ? null : `${left} is still in place`
  },

  'no instance stays locked': async ({ truth }) => {
    const [held] = truth.holders
    return held === undefined ? null : `${held[0]} is held by ${held[1]}`
  },

  'every event is told to who follows': async ({ store, follower }) =>
    (await follower?.missed(store)) ?? null,

  'nothing works on': async ({ outside }) => {
    const [work] = outside.work
    return work === undefined ? null : `${work.what} of ${work.task} runs in ${work.process.name}`
  },
}

/** Where a task stands, in a line. */
export function stateOf(task: Task): string {
  const step = task.steps.find(({ status }) => status === 'running')?.name ?? 'no step'
  const worker = task.worker ?? 'no worker'
  const ending = task.ending === null ? '' : `, ending ${task.ending.status}`
  return `${task.id} is ${task.status}${ending} (${step}, ${worker}, epoch ${task.epoch}, locked ${task.locked})`
}
