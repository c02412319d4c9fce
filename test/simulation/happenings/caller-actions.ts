import type { TaskCentre } from '../../../src/core/centre.ts'
import { StepwellError, type ErrorCode } from '../../../src/core/error.ts'
import type { TaskEvent } from '../../../src/core/event.ts'
import { commitOf, type Store } from '../../../src/core/store.ts'
import type { Submission } from '../../../src/core/submission.ts'
import { caller } from '../../../src/core/testing/samples.ts'
import { isEnded, type Task } from '../../../src/core/task.ts'
import { transition } from '../../../src/core/transition.ts'
import type { Process } from '../machine/machine.ts'
import { storeOf } from '../stepwell/store-gate.ts'
import type { World } from '../world.ts'

/** What a caller asks of a server. */
export interface Request {
  readonly what: string
  /** What it may be refused by. */
  readonly refusals: readonly ErrorCode[]
  send(centre: TaskCentre, server: Process): Promise<unknown>
}

/** What callers have done so far. */
export interface Asked {
  readonly submissions: Submission[]
  /** Ids of tasks whose submission was answered. */
  readonly acknowledged: Set<string>
}

interface CallerAction {
  /** How often it is asked, against the others. */
  readonly weight: number
  /** Null: there is nothing to ask it of. */
  request(world: World, asked: Asked): Request | null
}

/** What callers ask. */
export const callerActions = {
  submit: {
    weight: 6,
    request(world, asked) {
      if (asked.submissions.length >= world.plan.mostTasks) return null
      const submission = drawSubmission(world, asked)
      asked.submissions.push(submission)
      return submit(world, asked, submission)
    },
  },
  submitAgain: {
    weight: 2,
    request(world, asked) {
      const earlier = some(world, asked.submissions, ({ token }) => token !== null)
      if (earlier === null) return null
      const other = { ...earlier, input: { ...earlier.input, other: true } }
      return submit(world, asked, world.random.chance(0.7) ? earlier : other)
    },
  },
  cancel: {
    weight: 3,
    request(world) {
      const task = someTask(world, found => !isEnded(found)) ?? someTask(world, () => true)
      return (
        task && {
          what: `cancel ${task.id}`,
          refusals: ['task_ended'],
          send: centre => centre.cancel(caller(), { id: task.id }, 'no longer needed'),
        }
      )
    },
  },
  retry: {
    weight: 3,
    request(world) {
      const task = someTask(world, ({ status }) => status === 'failed')
      return task && change(world, task, { type: 'retryRequested' }, ['task_not_retryable'])
    },
  },
  release: {
    weight: 1,
    request(world) {
      const task = someTask(world, isStuck)
      return task && release(world, task)
    },
  },
  look: {
    weight: 1,
    request({ random }, { acknowledged }) {
      if (acknowledged.size === 0) return null
      const id = random.pick([...acknowledged])
      return {
        what: `look at ${id}`,
        refusals: [],
        async send(centre) {
          await centre.find(caller(), { id })
          await centre.history(caller(), { id }, 0, 10)
          await centre.list(caller(), { limit: 10 })
        },
      }
    },
  },
} as const satisfies { readonly [name: string]: CallerAction }

export type CallerActionName = keyof typeof callerActions

/** Whether a person is needed: an undo has failed. */
export function isStuck(task: Task): boolean {
  return isEnded(task) && task.effects.some(({ status }) => status === 'undo_failed')
}

/** An administrator vouches for what could not be undone. */
export function release(world: World, task: Task): Request {
  return change(world, task, { type: 'released' }, ['task_not_releasable'])
}

function some<Value>(
  { random }: World,
  from: Iterable<Value>,
  holds: (value: Value) => boolean,
): Value | null {
  const found = [...from].filter(holds)
  return found.length === 0 ? null : random.pick(found)
}

function someTask(world: World, holds: (task: Task) => boolean): Task | null {
  return some(world, world.truth.tasks.values(), holds)
}

function drawSubmission({ random, plan, machine }: World, { submissions }: Asked): Submission {
  const recipe = random.pick(plan.recipes)
  const instances = Array.from({ length: plan.instances }, (_, index) => `i${index + 1}`)
  return {
    operation: recipe.name,
    instance: random.pick(instances),
    input: recipe.paired ? { target: random.pick(instances) } : {},
    token: random.chance(0.5) ? `token-${submissions.length}` : null,
    priority: random.chance(0.3) ? 'urgent' : 'normal',
    dueAt: random.chance(0.25) ? machine.now() + random.between(1, 60_000) : null,
  }
}

function submit({ recipes }: World, { acknowledged }: Asked, submission: Submission): Request {
  const { operation, instance, token } = submission
  return {
    what: `submit ${operation} on ${instance} ${token ?? ''}`,
    refusals: [
      // Another request with its token may have come first.
      ...(token === null ? [] : ['token_conflict' as const]),
      ...(recipes.wasChanged(operation) ? ['operation_not_found' as const] : []),
    ],
    async send(centre) {
      acknowledged.add((await centre.submit(caller(), submission, null)).id)
    },
  }
}

function change(world: World, { id }: Task, event: TaskEvent, refusals: readonly ErrorCode[]): Request {
  return {
    what: `${event.type} ${id}`,
    refusals,
    send: (_, server) => changeTask(storeOf(world, server), id, event, world.machine.now),
  }
}

/** What the centre does with an event, for those that it has no verb for yet. */
async function changeTask(store: Store, id: string, event: TaskEvent, now: () => number): Promise<void> {
  for (;;) {
    const before = await store.find(id)
    if (before === null) throw new StepwellError('task_not_found', { task: id })
    const at = now()
    const after = transition(before, event, at)
    if (after === before) return
    const who = { by: caller().accessKey, reason: null, at }
    const result = await store.commit(commitOf(before, after, [event], who))
    if (result.accepted) return
    if (result.reason !== 'stale') throw new StepwellError('internal', { what: result.reason })
  }
}
