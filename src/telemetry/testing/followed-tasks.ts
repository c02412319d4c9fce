import assert from 'node:assert/strict'
import { createEventFeed } from '../../core/event-feed.ts'
import type { TaskEvent } from '../../core/event.ts'
import { commitOf, type Store } from '../../core/store.ts'
import type { Submission } from '../../core/submission.ts'
import type { Task } from '../../core/task.ts'
import { emptyCommit, pendingTask } from '../../core/testing/samples.ts'
import { transition } from '../../core/transition.ts'
import { createMemoryStore } from '../../store/memory.ts'
import { followTasks } from '../follow-tasks.ts'
import type { Happening, HappeningListener } from '../happening.ts'

/** Tasks of the sample operation to which a test lets things happen, and what a follower tells of them. */
export interface FollowedTasks {
  readonly store: Store
  /** Submits the sample task at 1000. */
  submit(change?: Partial<Submission>): Promise<Task>
  /** Stores events, each in a commit of its own. */
  happen(task: Task, at: number, ...events: readonly TaskEvent[]): Promise<Task>
  /** What was told since the last time; all that is stored has been told then. */
  told(): Promise<readonly Happening[]>
  /** Follows from now on, as after a restart: what was known is forgotten. */
  restart(): Promise<void>
  readonly log: readonly string[]
}

/** Makes a store whose tasks are followed. Nobody is told anything before the test asks for it. */
export async function followedTasks(
  listeners: readonly (HappeningListener | null)[] = [],
  wrap: (store: Store) => Store = store => store,
): Promise<FollowedTasks> {
  const store = wrap(createMemoryStore())
  const log: string[] = []
  const clock = { now: () => 0, every: () => ({ cancel: () => {} }) }
  const feed = createEventFeed({ store, clock, log: text => log.push(text) })
  let told: Happening[] = []
  const follow = () =>
    followTasks({
      store,
      feed,
      listeners: [happening => void told.push(happening), ...listeners],
      log: text => log.push(text),
    })
  let leave = await follow()

  return {
    store,
    log,
    async submit(change) {
      const task = pendingTask(change)
      const submitted = { task: task.id, revision: 1, at: 1000, by: 'AK1', reason: null }
      const events = [{ ...submitted, event: { type: 'submitted' } as const }]
      assert.deepEqual(await store.commit({ ...emptyCommit, task, events }), { accepted: true })
      return task
    },
    async happen(task, at, ...events) {
      let before = (await store.find(task.id))!
      for (const event of events) {
        const after = transition(before, event, at)
        const commit = commitOf(before, after, [event], { by: null, reason: null, at })
        assert.deepEqual(await store.commit(commit), { accepted: true })
        before = after
      }
      return before
    },
    async told() {
      feed.wake()
      while ((await feed.lag()).events > 0 && log.length === 0) feed.wake()
      const since = told
      told = []
      return since
    },
    async restart() {
      leave()
      leave = await follow()
    },
  }
}
