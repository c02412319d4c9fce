import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When a process began, in a form only to be compared; null: there is no such process. Together with the pid it names one
 * process for ever, because pids are used again.
 */
export function processStartedAt(pid: number): string | null {
  try {
    if (process.platform === 'linux') return startTimeOf(readFileSync(`/proc/${pid}/stat`, 'latin1'))
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return started.toString().trim() || null
  } catch {
    return null
  }
}

/** Field 22 of /proc/PID/stat; a zombie has ended, though it still has an entry. */
function startTimeOf(stat: string): string | null {
  // The name in field 2 may hold spaces and brackets: count from its last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
}

/**
 * Kills a process at once if it is the one that began then, and resolves when it is gone. Throws what the system says
 * where this user may not kill it.
 */
export async function killProcess(pid: number, startedAt: string): Promise<void> {
  while (processStartedAt(pid) === startedAt) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      // It ended between the look and the kill.
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
      throw error
    }
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
