import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { TaskView } from '../src/dialects/native/schema.ts'
import { startStepwell } from '../test/scenario/stepwell-process.ts'
import type { Native } from '../test/scenario/native.ts'

/** What a server that has nothing to do needs, and how soon it begins. */
export interface IdleFigures {
  readonly serverMegabytes: number
  readonly workerMegabytes: number
  /** From the caller's submission to the start of the task, each. */
  readonly startMs: readonly number[]
}

/** A process has settled after this. */
const settleMs = 10_000

/** Starts the built package and measures it at rest, then with one submission at a time. Linux only. */
export async function measureIdle(program: string, submissions: number): Promise<IdleFigures> {
  const operations = [join(import.meta.dirname, 'idle-operation.ts')]
  await using stepwell = await startStepwell({ program, operations })
  const [worker] = await stepwell.workerPids()
  await delay(settleMs)
  const serverMegabytes = await residentMegabytes(stepwell.pid)
  const workerMegabytes = await residentMegabytes(worker!)
  const native = await stepwell.native()
  const instance = { service: 'taurusdb', name: 'idle', endpoints: [{ host: '127.0.0.1', port: 1 }] }
  await native.ask('POST', '/instances', instance)
  const startMs: number[] = []
  for (let nth = 0; nth < submissions; nth++) startMs.push(await submitAndWait(native))
  return { serverMegabytes, workerMegabytes, startMs }
}

async function submitAndWait(native: Native): Promise<number> {
  const submittedAt = performance.timeOrigin + performance.now()
  const { id } = await native.ask<TaskView>('POST', '/tasks', {
    operation: 'bench.nothing',
    instance: 'idle',
  })
  for (;;) {
    const task = await native.ask<TaskView>('GET', `/tasks/${id}`)
    if (task.endedAt !== null) return Date.parse(task.startedAt!) - submittedAt
    await delay(2)
  }
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024
}
