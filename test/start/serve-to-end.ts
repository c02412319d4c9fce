import { execFile } from 'node:child_process'
import { launcher } from '../scenario/stepwell-process.ts'

/** How `stepwell serve` ended. */
export interface EndedServer {
  /** Its exit status; null: it did not end by itself in time. */
  readonly status: number | null
  readonly stderr: string
}

const longestMs = 20_000

/** Runs a server that is expected not to start, to its end. */
export function serveToEnd(settings: {
  readonly data: string
  readonly port: number
  readonly environment?: Readonly<Record<string, string>>
  /** More words for `stepwell serve`. */
  readonly told?: readonly string[]
}): Promise<EndedServer> {
  return new Promise(resolve => {
    const child = execFile(
      process.execPath,
      [launcher, 'serve', '--data', settings.data, '--port', String(settings.port), ...(settings.told ?? [])],
      {
        env: { PATH: process.env['PATH'] ?? '', ...settings.environment },
        timeout: longestMs,
        killSignal: 'SIGKILL',
      },
      (_error, _stdout, stderr) => resolve({ status: child.exitCode, stderr }),
    )
  })
}
