import type { TaskEvent } from '../../../src/core/event.ts'
import type { Commit } from '../../../src/core/store.ts'
import { transition } from '../../../src/core/transition.ts'
import type { Task } from '../../../src/core/task.ts'
import type { Process } from '../machine/machine.ts'

/** What one event makes of a task. */
export interface Change {
  readonly before: Task
  readonly event: TaskEvent
  readonly after: Task
}

/** What the events of a write make of a task, one by one. */
export function changesOf(before: Task | null, { events }: Commit): readonly Change[] {
  if (before === null) return []
  let task = before
  return events.flatMap(({ event, at }) => {
    if (event.type === 'submitted') return []
    const change = { before: task, event, after: transition(task, event, at) }
    task = change.after
    return [change]
  })
}

/** An accepted write. */
export interface Write {
  /** Null: it was the submission. */
  readonly before: Task | null
  readonly after: Task
  readonly commit: Commit
  /** What each of its events makes of the task; none of the submission. */
  readonly changes: readonly Change[]
  /** Who sent it. */
  readonly writer: Process
}

/** What is so after all accepted writes, kept apart from the store so that the store can be held to it. */
export interface Truth {
  /** As they were written last, also those that are removed. */
  readonly tasks: ReadonlyMap<string, Task>
  /** Ids of tasks that were removed once they had been kept long enough. */
  readonly removed: ReadonlySet<string>
  /** Id of the task that holds an instance. */
  readonly holders: ReadonlyMap<string, string>
  /** Who claimed a task's epoch, by task and epoch. */
  readonly claims: ReadonlyMap<string, Process>
  /** What a step's last accepted checkpoint covers, by task and step. */
  readonly covered: ReadonlyMap<string, Task['input']>
  /** Steps whose code has run in the current attempt, by task and step. */
  readonly begun: ReadonlySet<string>
  /** When a step was stored as begun last, by task and step; by the machine's watch. From then on its time is counted. */
  readonly startedAt: ReadonlyMap<string, number>
  /** Steps stored as begun by a worker that knew of a cancel or a pause and should have stopped before, by task and step. */
  readonly begunInSpite: ReadonlySet<string>
  /**
   * How often the worker of a task has died while it ran nothing else, or because of it, since something of it came through,
   * by task.
   */
  readonly deathsAlone: ReadonlyMap<string, number>
  /** Id of the task that has held an instance last. */
  readonly lastUsers: ReadonlyMap<string, string>
  /** History events accepted so far, by task; reports of progress left out. */
  readonly history: ReadonlyMap<string, number>
  /** When the last write was accepted, by the machine's watch. */
  lastWriteAt(): number
  accept(write: Write, elapsed: number): void
  remove(task: string): void
  /** The code of a step begins. */
  begin(task: string, step: string): void
}

/** By what a claim is found. */
export const claimKey = (task: string, epoch: number): string => `${task} ${epoch}`
/** By what a step is found. */
export const stepKey = (task: string, step: string): string => `${task} ${step}`

/** The truth before the first write. */
export function createTruth(): Truth {
  const tasks = new Map<string, Task>()
  const removed = new Set<string>()
  const holders = new Map<string, string>()
  const claims = new Map<string, Process>()
  const covered = new Map<string, Task['input']>()
  const begun = new Set<string>()
  const startedAt = new Map<string, number>()
  const begunInSpite = new Set<string>()
  const deathsAlone = new Map<string, number>()
  const lastUsers = new Map<string, string>()
  const history = new Map<string, number>()
  let lastWriteAt = 0

  return {
    tasks,
    removed,
    holders,
    claims,
    covered,
    begun,
    startedAt,
    begunInSpite,
    deathsAlone,
    lastUsers,
    history,
    lastWriteAt: () => lastWriteAt,
    remove: task => void removed.add(task),
    begin: (task, step) => void begun.add(stepKey(task, step)),
    accept({ before, after, commit, writer }, elapsed) {
      if (after.attempt !== before?.attempt)
        for (const { name } of after.steps) begun.delete(stepKey(after.id, name))
      tasks.set(after.id, after)
      for (const instance of commit.release) if (holders.get(instance) === after.id) holders.delete(instance)
      for (const instance of commit.acquire) {
        holders.set(instance, after.id)
        lastUsers.set(instance, after.id)
      }
      for (const { event } of commit.events) {
        if (event.type === 'claimed') claims.set(claimKey(after.id, after.epoch), writer)
        if (event.type === 'stepStarted') {
          startedAt.set(stepKey(after.id, event.step), elapsed)
          if (mayBegin(before, event.step)) begunInSpite.delete(stepKey(after.id, event.step))
          else begunInSpite.add(stepKey(after.id, event.step))
        }
        if (event.type === 'workerLost' && event.blame === 'alone')
          deathsAlone.set(after.id, (deathsAlone.get(after.id) ?? 0) + 1)
        if (comeThrough.includes(event.type)) deathsAlone.delete(after.id)
        if (event.type === 'checkpointSaved') covered.set(stepKey(after.id, event.step), event.value)
        if (event.type !== 'progressed') history.set(after.id, (history.get(after.id) ?? 0) + 1)
      }
      lastWriteAt = elapsed
    },
  }
}

/** After one of these a task is not suspected any more. */
const comeThrough: readonly string[] = [
  'stepSucceeded',
  'effectUndone',
  'effectUndoFailed',
  'ending',
  'ended',
]

/** Whether a step may begin: nobody has asked it to stop, or that waits for what may not be cancelled and has begun. */
function mayBegin(task: Task | null, name: string): boolean {
  if (task === null || (task.cancelRequestedAt ?? task.pauseRequestedAt) === null) return true
  const index = task.steps.findIndex(step => step.name === name)
  const step = task.steps[index]!
  return !step.cancellable && (step.status === 'running' || task.steps[index - 1]?.cancellable === false)
}
