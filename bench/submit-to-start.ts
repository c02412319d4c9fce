import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { TaskView } from '../src/dialects/native/schema.ts'
import type { Native } from '../test/scenario/native.ts'
import { startStepwell } from '../test/scenario/stepwell-process.ts'

/** Submits tasks one at a time; gives from the caller's submission to the start of each, in milliseconds. */
export async function measureSubmitToStart(program: string, submissions: number): Promise<readonly number[]> {
  const operations = [join(import.meta.dirname, 'idle-operation.ts')]
  await using stepwell = await startStepwell({ program, operations })
  const native = await stepwell.native()
  const instance = { service: 'taurusdb', name: 'idle', endpoints: [{ host: '127.0.0.1', port: 1 }] }
  await native.ask('POST', '/instances', instance)
  const startMs: number[] = []
  for (let nth = 0; nth < submissions; nth++) startMs.push(await submitAndWait(native))
  return startMs
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
