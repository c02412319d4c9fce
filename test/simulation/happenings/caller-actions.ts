import type { TaskCentre } from '../../../src/core/centre.ts'
import type { ErrorCode } from '../../../src/core/error.ts'
import type { CallerEvent } from '../../../src/core/event.ts'
import type { Submission } from '../../../src/core/submission.ts'
import { caller } from '../../../src/core/testing/samples.ts'
import { isEnded, type PauseLimit, type Task } from '../../../src/core/task.ts'
import type { World } from '../world.ts'

/** What a caller asks of a server. */
export interface Request {
  readonly what: string
  /** What it may be refused by, told when it is. */
  refusals(): readonly ErrorCode[]
  send(centre: TaskCentre): Promise<unknown>
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
  cancel: ask(3, { type: 'cancelRequested' }, ['task_ended'], task => !isEnded(task)),
  pause: {
    weight: 3,
    request(world) {
      const task = someTask(world, ({ status }) => status === 'running' || status === 'paused')
      return (
        task &&
        change(world, task, { type: 'pauseRequested', limit: drawLimit(world) }, ['task_not_pausable'])
      )
    },
  },
  resume: ask(3, { type: 'resumed' }, ['task_not_resumable'], task => task.status === 'paused'),
  reschedule: {
    weight: 1,
    request(world) {
      const task = someTask(world, ({ status }) => status === 'pending')
      const dueAt = world.machine.now() + world.random.between(-10_000, 60_000)
      return task && change(world, task, { type: 'rescheduled', dueAt }, ['task_not_reschedulable'])
    },
  },
  retry: ask(
    3,
    { type: 'retryRequested' },
    ['task_not_retryable', 'instance_busy', 'instance_changed'],
    hasFailed,
  ),
  skip: ask(
    2,
    { type: 'skipRequested' },
    ['task_not_skippable', 'instance_busy', 'instance_changed'],
    hasFailed,
  ),
  release: ask(1, { type: 'released' }, ['task_not_releasable'], isStuck),
  delete: ask(1, { type: 'deleted' }, ['task_not_deletable'], isEnded),
  look: {
    weight: 1,
    request(world) {
      const task = someTask(world, () => true)
      return (
        task && {
          what: `look at ${task.id}`,
          refusals: () => ifGone(world, task),
          async send(centre) {
            const found = await centre.find(caller(), { id: task.id })
            await centre.history(caller(), { id: task.id }, 0, 10)
            await centre.list(caller(), { limit: 10 })
            await centre.queue([found])
            await centre.supersededBy(found)
          },
        }
      )
    },
  },
} as const satisfies { readonly [name: string]: CallerAction }

export type CallerActionName = keyof typeof callerActions

/** Whether a person is needed: an undo has failed. */
export function isStuck(task: Task): boolean {
  return isEnded(task) && task.effects.some(({ status }) => status === 'undo_failed')
}

function hasFailed({ status }: Task): boolean {
  return status === 'failed'
}

/** An action that asks one thing of a task for which it means something, or now and then of any. */
function ask(
  weight: number,
  event: CallerEvent,
  refusals: readonly ErrorCode[],
  suits: (task: Task) => boolean,
): CallerAction {
  return {
    weight,
    request(world) {
      const task = someTask(world, world.random.chance(0.1) ? () => true : suits)
      return task && change(world, task, event, refusals)
    },
  }
}

/** Asks something of a task. */
export function change(
  world: World,
  task: Task,
  event: CallerEvent,
  refusals: readonly ErrorCode[] = [],
): Request {
  return {
    what: `${event.type} ${task.id}`,
    refusals: () => [...refusals, ...ifGone(world, task), ...ifPast(momentOf(event))],
    send: centre => centre.change(caller(), { id: task.id }, event, 'a reason'),
  }
}

/** The moment that a request names; null: none. */
function momentOf(event: CallerEvent): number | null {
  if (event.type === 'rescheduled') return event.dueAt
  return event.type === 'pauseRequested' ? (event.limit?.until ?? null) : null
}

/** A moment to come may be over when the request is read: the clock is set. */
const ifPast = (moment: number | null): readonly ErrorCode[] => (moment === null ? [] : ['invalid_request'])

/** What may be heard of a task that was deleted, or removed. */
function ifGone({ truth }: World, { id }: Task): readonly ErrorCode[] {
  const isGone = truth.removed.has(id) || truth.tasks.get(id)!.deletedAt !== null
  return isGone ? ['task_not_found'] : []
}

function some<Value>(
  { random }: World,
  from: Iterable<Value>,
  suits: (value: Value) => boolean,
): Value | null {
  const found = [...from].filter(suits)
  return found.length === 0 ? null : random.pick(found)
}

function someTask(world: World, suits: (task: Task) => boolean): Task | null {
  return some(world, world.truth.tasks.values(), suits)
}

function drawLimit({ random, machine }: World): PauseLimit | null {
  const until = machine.now() + random.between(1, 30_000)
  return random.pick([null, { until, afterwards: 'resume' }, { until, afterwards: 'cancel' }])
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

function submit(world: World, { acknowledged }: Asked, submission: Submission): Request {
  const { recipes, truth } = world
  const { operation, instance, token, dueAt } = submission
  return {
    what: `submit ${operation} on ${instance} ${token ?? ''}`,
    refusals: () => [
      // Another request with its token may have come first, and its task may be gone.
      ...(token === null ? [] : (['token_conflict'] as const)),
      ...[...truth.tasks.values()].flatMap(task => ifGone(world, task)),
      ...ifPast(dueAt),
      ...(recipes.wasChanged(operation) ? (['operation_not_found'] as const) : []),
    ],
    async send(centre) {
      acknowledged.add((await centre.submit(caller(), submission, null)).id)
    },
  }
}
