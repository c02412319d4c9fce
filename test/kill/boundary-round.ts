import type { TaskView } from '../../src/dialects/native/schema.ts'
import { processStartedAt } from '../../src/drivers/host/process-identity.ts'
import { prepareMigration } from '../scenario/migration.ts'
import type { Victim } from './choice.ts'
import { outcomeOf, type RoundOutcome } from './round.ts'
import { pidOfWorker, strike } from './strike.ts'
import { isEnded, watchTask } from './task-watch.ts'

const keys = 20_000
/** A third death of the worker alone in one step would make it poison. */
const mostWorkerDeathsInAStep = 2

/**
 * Migrates under writes and kills the victim whenever a step, or a part of one, was seen to begin or to end: once for each
 * such border.
 */
export async function killAtBoundaries(victim: Victim): Promise<RoundOutcome> {
  const beganAt = performance.now()
  await using prepared = await prepareMigration({ keys, writesPerSecond: 1000 })
  const { native } = prepared
  const id = await prepared.submit({ verify: 'full', maximumKeysPerSecond: keys / 2 })
  const watch = watchTask(native, id)
  const workers = new Map<number, string>()
  const kills: string[] = []
  const seen = new Set<string>()
  const dead = new Set<string>()
  const deaths = new Map<string, number>()
  // One that nobody has buried yet can't be killed again.
  const isHeld = ({ worker }: TaskView): boolean => worker !== null && !dead.has(worker)
  for (;;) {
    const task = await watch.until(each => isEnded(each) || (isHeld(each) && !seen.has(borderOf(each))))
    if (isEnded(task)) return await outcomeOf(prepared, { id, watch, workers, kills, beganAt })
    seen.add(borderOf(task))
    const step = stepOf(task)
    const before = deaths.get(step) ?? 0
    if (victim === 'worker' && before === mostWorkerDeathsInAStep) continue
    deaths.set(step, before + 1)
    const pid = await pidOfWorker(prepared, task.worker!)
    if (pid === null) continue
    workers.set(pid, processStartedAt(pid) ?? '')
    dead.add(task.worker!)
    await strike(prepared, victim, pid)
    kills.push(`${victim} in ${step} (${partsOf(task)})`)
  }
}

/** Where a task stands: the states of its steps and of their parts. */
const borderOf = ({ steps }: TaskView): string =>
  steps.map(({ status, subSteps }) => [status, ...subSteps.map(part => part.status)].join()).join(';')

const stepOf = ({ steps }: TaskView): string =>
  steps.find(({ status }) => status === 'running' || status === 'waiting')?.name ?? 'the end'

/** How far the step's parts are: "pause_writes succeeded, drain running". */
const partsOf = ({ steps }: TaskView): string =>
  steps
    .find(({ status }) => status === 'running')
    ?.subSteps.filter(({ status }) => status !== 'waiting')
    .map(({ name, status }) => `${name.slice(0, 16)} ${status}`)
    .join(', ') ?? 'not begun'
