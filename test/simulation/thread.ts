/** A thread that runs its share of schedules and tells of each, then what came of all. */
import { parentPort, workerData } from 'node:worker_threads'
import { runSchedules, type Summary } from './run-schedules.ts'

/** Which schedules a thread runs: of so many seeds from one on every `every`-th. */
export interface Share {
  readonly seed: number
  readonly runs: number
  readonly every: number
}

/** What a thread tells: how many schedules it has run since it last told, or what came of all. */
export type FromThread = { readonly schedules: number } | { readonly summary: Summary }

const { seed, runs, every } = workerData as Share
const seeds = Array.from({ length: Math.ceil(runs / every) }, (_, index) => seed + index * every)
const tell = (message: FromThread): void => parentPort?.postMessage(message)
tell({ summary: await runSchedules(seeds, () => tell({ schedules: 1 })) })
