import { beginsAt } from '../core/due.ts'
import { isEnded, services, stallReasons, type Task } from '../core/task.ts'
import type { OperationLoad, Workload } from '../core/workload.ts'
import { byWord } from './by-word.ts'

/** Counts what there is to do among all tasks. */
export function workloadOf(tasks: readonly Task[], now: number): Workload {
  const live = tasks.filter(task => !isEnded(task))
  const unreleased = tasks.filter(isUnreleased)
  const names = services.flatMap(service => {
    const own = live.filter(task => task.service === service).map(({ operation }) => operation.name)
    return [...new Set(own)].toSorted().map(operation => ({ service, operation }))
  })
  return {
    operations: names.map(name => ({
      ...name,
      ...countsOf(
        live.filter(
          ({ service, operation }) => service === name.service && operation.name === name.operation,
        ),
        now,
      ),
    })),
    unreleased: byWord(services, word =>
      unreleased.filter(({ service }) => service === word).reduce((sum, { locks }) => sum + locks.length, 0),
    ),
  }
}

function countsOf(tasks: readonly Task[], now: number): Omit<OperationLoad, 'service' | 'operation'> {
  const count = (holds: (task: Task) => boolean): number => tasks.filter(holds).length
  const due = tasks.filter(task => task.status === 'pending' && beginsAt(task) <= now)
  return {
    pending: count(({ status }) => status === 'pending'),
    running: count(({ status }) => status === 'running'),
    paused: count(({ status }) => status === 'paused'),
    due: due.length,
    dueSince: due.length === 0 ? null : Math.min(...due.map(dueMoment)),
    retrying: count(({ status, resumeAt }) => status === 'running' && resumeAt !== null && resumeAt > now),
    suspected: count(({ suspect }) => suspect !== null),
    stalled: byWord(stallReasons, word => count(({ stall }) => stall?.reason === word)),
  }
}

/** One that was given no time, or one in the past, is due when it is submitted. */
const dueMoment = ({ dueAt, createdAt }: Task): number => Math.max(dueAt, createdAt)

/** Whether an undo has failed, and nobody works on what is left. */
const isUnreleased = (task: Task): boolean =>
  isEnded(task) &&
  task.locked &&
  task.worker === null &&
  task.effects.some(({ status }) => status === 'undo_failed')
