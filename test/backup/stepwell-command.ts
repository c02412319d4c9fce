import { execFile } from 'node:child_process'
import { launcher } from '../scenario/stepwell-process.ts'

/** How a command ended. */
export interface EndedCommand {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `stepwell` as a user does, in a process of its own, to its end. */
export function runStepwell(...argv: readonly string[]): Promise<EndedCommand> {
  return new Promise(resolve => {
    const options = { env: { PATH: process.env['PATH'] ?? '' }, timeout: 60_000 }
    const child = execFile(process.execPath, [launcher, ...argv], options, (_error, stdout, stderr) =>
      resolve({ status: child.exitCode, stdout, stderr }),
    )
  })
}
