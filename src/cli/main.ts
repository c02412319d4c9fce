import { readSettings } from '../config.ts'
import type { Surroundings } from './context.ts'
import { runCommandLine } from './run.ts'

const surroundings: Surroundings = {
  settings: readSettings,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  catchInterrupt,
}

// What reads us may have read enough (`stepwell list | head -3`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  throw error
})

process.exitCode = await runCommandLine(process.argv.slice(2), surroundings)

function catchInterrupt(): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.on(signal, abort)
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, abort)
    },
  }
}
