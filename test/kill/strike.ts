import type { WorkerList } from '../../src/dialects/native/schema.ts'
import type { PreparedMigration } from '../scenario/migration.ts'
import type { Victim } from './choice.ts'

/** Kills the victim at once and, if it was the server, starts it again over the same folder. */
export async function strike(
  { stepwell }: Pick<PreparedMigration, 'stepwell'>,
  victim: Victim,
  workerPid: number,
): Promise<void> {
  if (victim !== 'server') killIfAlive(workerPid)
  if (victim === 'worker') return
  await stepwell.kill()
  await stepwell.start()
}

/** One that has ended between the look and the kill, with its server or because it had nothing left to do, is as dead. */
function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The process of a worker; null: it is gone already. */
export async function pidOfWorker(
  { native }: Pick<PreparedMigration, 'native'>,
  worker: string,
): Promise<number | null> {
  const { workers } = await native.ask<WorkerList>('GET', '/workers')
  return workers.find(({ id }) => id === worker)?.pid ?? null
}
