import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { startStepwell } from '../test/scenario/stepwell-process.ts'

/** Resident memory (RSS) of the two processes, in units of 1024 × 1024 bytes. */
export interface MemoryAtRest {
  readonly serverMegabytes: number
  readonly workerMegabytes: number
}

/** A process has settled after this. */
const settleMs = 10_000

/** Starts a server that is asked nothing and measures it once it has settled. Linux only. */
export async function measureMemoryAtRest(program: string): Promise<MemoryAtRest> {
  await using stepwell = await startStepwell({ program })
  const [worker] = await stepwell.workerPids()
  await delay(settleMs)
  return {
    serverMegabytes: await residentMegabytes(stepwell.pid),
    workerMegabytes: await residentMegabytes(worker!),
  }
}

/** Resident memory of a process, in units of 1024 × 1024 bytes. Linux only. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024
}
