import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { TaskEvent } from '../src/core/event.ts'
import type { NewKey } from '../src/dialects/question.ts'
import { serveConsole } from '../src/http/console-files.ts'
import { serve } from '../src/http/testing/serve.ts'
import {
  change,
  changeOf,
  claim,
  sampleTask,
  submissionOf,
  submit,
  succeeding,
  type SampleOptions,
} from '../src/store/conformance/samples.ts'
import { openSqliteStore } from '../src/store/sqlite/open.ts'
import type { Origin } from '../test/console/browser.ts'

/** A server with its console and a store on disk, but without workers: the bench does to tasks what they would. */
export interface ConsoleServer extends Origin, AsyncDisposable {
  /** Ended tasks with their history. */
  fill(count: number): Promise<void>
  /** Tasks in the middle of their last step. */
  start(count: number): Promise<readonly RunningTask[]>
  /** One such task, whose last step has so many parts, all at work; then so many events happen to it. */
  startLarge(size: LargeTask): Promise<RunningTask>
  /** Resolves once all that was stored is sent, and a client that is slow has taken most of it. */
  sent(): Promise<void>
}

/** How much there is of a task. */
export interface LargeTask {
  readonly parts: number
  /** Beside those of its start. */
  readonly events: number
}

/** A task that runs until the bench stops reporting. */
export interface RunningTask {
  readonly id: string
  /** Stores how far it is, or each of its parts in its turn, of all that there is to do, and tells the feed; gives its percent. */
  report(done: number, total: number): Promise<number>
}

const worker = 'worker-1'
/** So many writes go to the disk together. */
const atOnce = 500
/** A client has taken most of what was sent when no more than this is left for it. */
const fewBytes = 16 * 1024

export async function startConsoleServer(): Promise<ConsoleServer> {
  const data = await mkdtemp(join(tmpdir(), 'stepwell-console-'))
  const store = await openSqliteStore(data, { writer: 'thread' })
  const served = await serve(store)
  serveConsole(served.http, join(import.meta.dirname, '..', 'dist', 'console'))
  const url = await served.http.listen({ host: '127.0.0.1', port: 0 })
  const { project } = served
  const sockets = new Set<Socket>()
  served.http.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  const options = (): SampleOptions => ({ project, instance: randomUUID(), createdAt: Date.now() })

  /** In one write: nobody looks at what was before. */
  async function storeEnded(): Promise<void> {
    const submitted = sampleTask(randomUUID(), options())
    const claimed = { type: 'claimed', worker } as const
    const happened = [claimed, ...succeeding({ ...submitted, epoch: submitted.epoch + 1 })]
    const { task, events } = changeOf(submitted, happened, Date.now())
    const written = await store.commit({ ...submissionOf(submitted), task, events })
    if (!written.accepted) throw new Error(`a task is refused: ${written.reason}`)
  }

  async function start({ parts, events }: LargeTask = { parts: 0, events: 0 }): Promise<RunningTask> {
    const submitted = await submit(store, randomUUID(), options())
    const claimed = await claim(store, submitted, worker, Date.now())
    const { epoch } = claimed
    let task = await change(
      store,
      claimed,
      [
        { type: 'stepStarted', step: 'prepare', epoch },
        { type: 'stepSucceeded', step: 'prepare', output: null, epoch },
        { type: 'stepStarted', step: 'copy', epoch },
        ...startOfParts(parts, epoch),
      ],
      Date.now(),
    )
    for (let happened = 0; happened < events; happened += atOnce) {
      const more = Array.from({ length: Math.min(atOnce, events - happened) }, (_, nth) =>
        stallOrMove(nth, epoch),
      )
      task = await change(store, task, more, Date.now())
    }
    return {
      id: task.id,
      async report(done, total) {
        const at = Date.now()
        const progress = { done, total, ratePerSecond: 1000 + (done % 100) }
        const predictedEndAt = at + (total - done) * 1000
        const predictedSteps = [{ step: 'copy', endAt: predictedEndAt }]
        const subStep = parts === 0 ? null : partName(done % parts)
        const reports = [{ step: 'copy', subStep, progress }]
        const event = { type: 'progressed', reports, predictedEndAt, predictedSteps, epoch } as const
        task = await change(store, task, [event], at)
        served.feed.wake()
        return task.percent
      },
    }
  }

  return {
    url,
    credentials: async (): Promise<NewKey> => served.administrator,
    async fill(count) {
      for (let filled = 0; filled < count; filled += atOnce)
        await Promise.all(Array.from({ length: Math.min(atOnce, count - filled) }, storeEnded))
    },
    start: count => Promise.all(Array.from({ length: count }, () => start())),
    startLarge: start,
    async sent() {
      while ((await served.feed.lag()).events > 0) await nextTurn()
      while ([...sockets].some(({ writableLength }) => writableLength > fewBytes)) await nextTurn()
    },
    async [Symbol.asyncDispose]() {
      await served.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

const partName = (nth: number): string => `part-${nth + 1}`

function startOfParts(count: number, epoch: number): readonly TaskEvent[] {
  if (count === 0) return []
  const subSteps = Array.from({ length: count }, (_, nth) => {
    const title = `Copy part ${nth + 1}`
    return { name: partName(nth), title: { 'en-us': title, 'zh-cn': title }, weight: 1 }
  })
  return [
    { type: 'subStepsAdded', step: 'copy', subSteps, epoch },
    ...subSteps.map(({ name }) => ({ type: 'subStepStarted', step: 'copy', subStep: name, epoch }) as const),
  ]
}

/** Events that the console shows also when it is not asked for progress. */
function stallOrMove(nth: number, epoch: number): TaskEvent {
  if (nth % 2 === 1) return { type: 'moved', step: 'copy', epoch }
  return { type: 'stalled', step: 'copy', since: Date.now(), reason: 'no_units', epoch }
}
