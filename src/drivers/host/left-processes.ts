import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { killProcess, processStartedAt } from './process-identity.ts'

const fileOf = (folder: string, pid: number): string => join(folder, `worker-${pid}.pid`)

/** Writes down a process that this one has started, by pid and start time; one that is gone already is nobody's worry. */
export function rememberProcess(folder: string, pid: number): void {
  const startedAt = processStartedAt(pid)
  if (startedAt !== null) writeFileSync(fileOf(folder, pid), startedAt, { mode: 0o600 })
}

/** Forgets a process that has ended. Where its file can't be removed, it names nobody: no other process began then. */
export function forgetProcess(folder: string, pid: number): void {
  try {
    rmSync(fileOf(folder, pid), { force: true })
  } catch {
    // Told of by whatever else can't be written there.
  }
}

/** Ends every process that was written down in a folder and not forgotten. */
export async function endLeftProcesses(folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    const pid = /^worker-(\d+)\.pid$/.exec(name)?.[1]
    if (pid === undefined) continue
    const startedAt = readFileSync(join(folder, name), 'utf8')
    // A file that was cut off was written by a server that died with it, and whose worker hears of that.
    if (startedAt !== '') await killProcess(Number(pid), startedAt)
    forgetProcess(folder, Number(pid))
  }
}
