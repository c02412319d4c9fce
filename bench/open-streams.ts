import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { TaskView } from '../src/dialects/native/schema.ts'
import type { StepwellProcess } from '../test/scenario/stepwell-process.ts'
import { residentMegabytes } from './memory-at-rest.ts'
import type { FromStreamClients, StreamClientSettings } from './stream-clients.ts'

/** What many streams cost. */
export interface StreamFigures {
  /** From before an update was asked for until the last client had it, in milliseconds, one for each update. */
  readonly toLastMs: readonly number[]
  /** From the first client that had it to the last. */
  readonly spreadMs: readonly number[]
  /** Resident memory of the server, more than without streams, after garbage was collected; units of 1024 bytes. */
  readonly kilobytesEach: number
  /** What all of them took to open. */
  readonly openSeconds: number
}

/** A process has settled after this, and so has a collection. */
const settleMs = 3000

/** Opens so many streams of one project and changes a task again and again. */
export async function measureStreams(
  stepwell: StepwellProcess,
  count: number,
  updates: number,
): Promise<StreamFigures> {
  const native = await stepwell.native()
  const settings: StreamClientSettings = { port: stepwell.port, token: native.token, count }
  // What the first streams have loaded and compiled is no stream's own.
  const few = await openClients({ ...settings, count: 100 })
  await few.close()
  const before = await settledMegabytes(stepwell.pid)
  const openedAt = Date.now()
  const clients = await openClients(settings)
  const openSeconds = (Date.now() - openedAt) / 1000
  const kilobytesEach = ((await settledMegabytes(stepwell.pid)) - before) * (1024 / count)
  const toLastMs: number[] = []
  const spreadMs: number[] = []
  for (let nth = 0; nth < updates; nth++) {
    const askedAt = performance.timeOrigin + performance.now()
    const read = clients.nextRead()
    // Not due for long: the worker leaves it alone, and the submission is all that happens.
    const dueAt = new Date(Date.now() + 86_400_000).toISOString()
    const task = await native.ask<TaskView>('POST', '/tasks', {
      operation: 'bench.nothing',
      instance: 'idle',
      dueAt,
    })
    const { firstAt, lastAt } = await read
    toLastMs.push(lastAt - askedAt)
    spreadMs.push(lastAt - firstAt)
    const cancelled = clients.nextRead()
    await native.ask('POST', `/tasks/${task.id}/cancel`)
    await cancelled
  }
  await clients.close()
  return { toLastMs, spreadMs, kilobytesEach, openSeconds }
}

async function settledMegabytes(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR2')
  await delay(settleMs)
  return residentMegabytes(pid)
}

type Read = Extract<FromStreamClients, { readonly type: 'read' }>

async function openClients(settings: StreamClientSettings) {
  const clients = fork(join(import.meta.dirname, 'stream-clients.ts'), [JSON.stringify(settings)])
  const begun = Promise.withResolvers<void>()
  let waiting: PromiseWithResolvers<Read> | null = null
  clients.on('message', (told: FromStreamClients) => {
    if (told.type === 'begun') begun.resolve()
    else if (told.type === 'read') waiting?.resolve(told)
    else {
      const lost = new Error(`a stream was lost: ${told.why}`)
      begun.reject(lost)
      waiting?.reject(lost)
    }
  })
  await begun.promise
  return {
    /** The next event that all of them have read. */
    nextRead: () => (waiting = Promise.withResolvers<Read>()).promise,
    async close() {
      const ended = once(clients, 'exit')
      clients.kill()
      await ended
    },
  }
}
