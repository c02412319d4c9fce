import type { WorkerEvent } from '../../src/core/event.ts'
import { commitOf } from '../../src/core/store.ts'
import { transition } from '../../src/core/transition.ts'
import { serve, type Served } from '../../src/http/testing/serve.ts'
import { createMemoryStore } from '../../src/store/memory.ts'

type StepEvent = WorkerEvent extends infer E ? (E extends WorkerEvent ? Omit<E, 'epoch'> : never) : never

/** What a test asks of its server beside what the command line does. */
export interface TestServer extends Served {
  readonly url: string
  /** The environment in which the command line finds it, as its administrator. */
  readonly environment: Readonly<Record<string, string>>
  /** Claims a task for a worker. */
  claim(id: string): Promise<void>
  /** Records what a worker does. */
  record(id: string, ...events: readonly StepEvent[]): Promise<void>
}

/** A whole server at a port, without workers: the test does to tasks what a worker would. */
export async function startServer(store = createMemoryStore(), port = 0): Promise<TestServer> {
  const served = await serve(store)
  const url = await served.http.listen({ host: '127.0.0.1', port })
  const { accessKey, secretKey, token } = served.administrator

  async function claim(id: string): Promise<void> {
    const before = (await store.find(id))!
    const event = { type: 'claimed', worker: 'worker-1' } as const
    const after = transition(before, event, Date.now())
    await store.commit(commitOf(before, after, [event], { by: 'worker-1', reason: null, at: Date.now() }))
  }

  async function record(id: string, ...events: readonly StepEvent[]): Promise<void> {
    for (const event of events) {
      const before = (await store.find(id))!
      const recorded = { ...event, epoch: before.epoch } as WorkerEvent
      const at = Date.now()
      const after = transition(before, recorded, at)
      await store.commit(commitOf(before, after, [recorded], { by: 'worker-1', reason: null, at }))
    }
    served.feed.wake()
  }

  return {
    ...served,
    url,
    claim,
    record,
    environment: {
      STEPWELL_DATA: '/no/such/folder',
      STEPWELL_URL: url,
      STEPWELL_TOKEN: token,
      STEPWELL_ACCESS_KEY: accessKey,
      STEPWELL_SECRET_KEY: secretKey,
    },
  }
}
/** Everything that makes the sample operation succeed. */
export const success: readonly StepEvent[] = [
  { type: 'stepStarted', step: 'check' },
  { type: 'stepSucceeded', step: 'check', output: null },
  { type: 'stepStarted', step: 'migrate' },
  { type: 'stepSucceeded', step: 'migrate', output: null },
  { type: 'ending', status: 'succeeded', failure: null, retryAt: null },
  { type: 'ended' },
]
