import { setTimeout as delay } from 'node:timers/promises'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import { processStartedAt } from '../../src/drivers/host/process-identity.ts'
import { prepareMigration, type PreparedMigration } from '../scenario/migration.ts'
import { compareServers } from '../scenario/truth.ts'
import type { Kill, Moment, RoundChoice } from './choice.ts'
import { folderProblems, leftBehind, processesLeft } from './left-behind.ts'
import { pidOfWorker, strike } from './strike.ts'
import { readHistory, stepsRunAgain } from './task-history.ts'
import { isEnded, watchTask, type TaskWatch } from './task-watch.ts'

const writesPerSecond = 2000

/** What came of a round. */
export interface RoundOutcome {
  /** Whatever is not as it has to be; empty: the round passed. */
  readonly problems: readonly string[]
  /** Where each kill struck; those that came after the end of the task struck nothing. */
  readonly kills: readonly string[]
  /** One line of figures. */
  readonly summary: string
}

/** Migrates under writes while processes are killed, and looks whether anything was lost, repeated or left. */
export async function runRound(choice: RoundChoice): Promise<RoundOutcome> {
  const beganAt = performance.now()
  await using prepared = await prepareMigration({ keys: choice.keys, writesPerSecond })
  const { native } = prepared
  const { verify, maximumKeysPerSecond } = choice
  const id = await prepared.submit({ verify, maximumKeysPerSecond })
  const watch = watchTask(native, id)
  const workers = new Map<number, string>()
  const kills: string[] = []
  const dead = new Set<string>()
  for (const kill of choice.kills) kills.push(await waitAndStrike(prepared, watch, kill, dead, workers))
  return await outcomeOf(prepared, { id, watch, workers, kills, beganAt })
}

/** What has been seen of a migration whose processes were killed. */
export interface RoundSeen {
  readonly id: string
  readonly watch: TaskWatch
  /** Start times of the worker processes, by pid. */
  readonly workers: Map<number, string>
  readonly kills: readonly string[]
  /** By the performance clock. */
  readonly beganAt: number
}

/** Waits for the end of the migration and looks whether all is as it has to be; ends the server. */
export async function outcomeOf(
  prepared: PreparedMigration,
  { id, watch, workers, kills, beganAt }: RoundSeen,
): Promise<RoundOutcome> {
  const { stepwell, source, target, native, writer } = prepared
  const task = await watch.until(isEnded)
  for (const pid of await stepwell.workerPids()) workers.set(pid, processStartedAt(pid) ?? '')

  const problems: string[] = watch.falls.map(fall => `the percent fell from ${fall}`)
  if (task.status !== 'succeeded')
    problems.push(`the task is ${task.status}: ${JSON.stringify(task.failure)}`)
  if (task.attempt !== 1) problems.push(`it took ${task.attempt} attempts`)
  const report = await writer.stop()
  if (report.lost > 0) problems.push(`${report.lost} of ${report.checked} acknowledged writes are lost`)
  const truth = await compareServers(source.port, target.nodes[0]!.port)
  if (truth.keys === 0 || report.checked === 0) problems.push('nothing was compared')
  if (truth.different + truth.missing + truth.extra > 0) problems.push(`keys: ${JSON.stringify(truth)}`)
  problems.push(...stepsRunAgain(await readHistory(native, id)))
  if (task.status === 'succeeded') problems.push(...(await leftBehind(prepared, task)))
  await stepwell.stop()
  problems.push(...processesLeft(workers), ...folderProblems(stepwell.data))
  if (problems.length > 0) problems.push(`standard error: ${stepwell.errors().slice(-3000)}`)
  return {
    problems,
    kills,
    summary:
      `${truth.keys} keys, ${truth.different} different, ${truth.missing} missing, ${truth.extra} extra; ` +
      `${report.written} writes, ${report.checked} keys in the ledger, ${report.lost} lost, ` +
      `longest gap ${report.longestGapMs} ms; ${((performance.now() - beganAt) / 1000).toFixed(0)} s`,
  }
}

/** Waits for the moment, strikes, and tells where. */
async function waitAndStrike(
  prepared: PreparedMigration,
  watch: TaskWatch,
  { victim, moment }: Kill,
  dead: Set<string>,
  workers: Map<number, string>,
): Promise<string> {
  // The task has to have gone on since the last kill: a worker that nobody has seen cannot be hit in mid-work.
  const { worker } = await watch.until(
    task => isEnded(task) || (task.worker !== null && !dead.has(task.worker)),
  )
  const pid = worker === null ? null : await pidOfWorker(prepared, worker)
  const seen = await watch.until(task => isEnded(task) || isReached(task, moment))
  if (isEnded(seen) || pid === null) return `${victim} at ${moment.step}: too late`
  workers.set(pid, processStartedAt(pid) ?? '')
  dead.add(worker!)
  await delay(moment.delayMs)
  await strike(prepared, victim, pid)
  return `${victim} at ${whereIs(seen)} + ${moment.delayMs} ms`
}

function isReached({ steps }: TaskView, { step, percent }: Moment): boolean {
  const index = steps.findIndex(({ name }) => name === step)
  const { status, percent: reached } = steps[index]!
  return status === 'succeeded' || (status === 'running' && reached >= percent)
}

function whereIs({ steps }: TaskView): string {
  const running = steps.find(({ status }) => status === 'running')
  return running === undefined ? 'between steps' : `${running.name} ${running.percent} %`
}
