import { Worker } from 'node:worker_threads'
import { sumOf, type Summary } from './run-schedules.ts'
import type { FromThread, Share } from './thread.ts'

/**
 * Runs schedules in several threads; all end at the first failure. `each` hears how many were run since it last heard.
 */
export async function runInThreads(
  { seed, runs, threads }: { readonly seed: number; readonly runs: number; readonly threads: number },
  each: (schedules: number) => void = () => {},
): Promise<Summary> {
  const started = Array.from({ length: threads }, (_, index) => {
    const share: Share = { seed: seed + index, runs: runs - index, every: threads }
    return new Worker(new URL('thread.ts', import.meta.url), { workerData: share })
  })
  const summaries: Summary[] = []
  const ends = started.map(async thread => {
    thread.on('message', (message: FromThread) => {
      if ('schedules' in message) return each(message.schedules)
      summaries.push(message.summary)
      if (message.summary.failed !== null) for (const other of started) void other.terminate()
    })
    await new Promise((resolve, reject) => thread.on('exit', resolve).on('error', reject))
  })
  await Promise.all(ends)
  return sumOf(summaries)
}
