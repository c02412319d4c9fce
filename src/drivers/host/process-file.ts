import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { killProcess, processStartedAt } from './process-identity.ts'

/** Writes down a process, so that it can be ended should whoever looks after it die. Does nothing if it has ended. */
export function writeProcessFile(file: string, pid: number): void {
  const startedAt = processStartedAt(pid)
  if (startedAt !== null) writeFileSync(file, `${pid} ${startedAt}`, { mode: 0o600 })
}

/** Ends the process that is written down, if it is still that one, and removes the file; resolves when it is gone. */
export async function endLeftProcess(file: string): Promise<void> {
  if (!existsSync(file)) return
  const [, pid, startedAt] = /^(\d+) (.+)$/s.exec(readFileSync(file, 'utf8')) ?? []
  // A file that was cut off was written by one that died with it, and whose process hears of that.
  if (startedAt !== undefined) await killProcess(Number(pid), startedAt)
  rmSync(file, { force: true })
}
