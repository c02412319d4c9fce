import assert from 'node:assert/strict'
import type { TaskEvent, WorkerEvent } from '../../src/core/event.ts'
import { commitOf } from '../../src/core/store.ts'
import { transition } from '../../src/core/transition.ts'
import { serve, type Served } from '../../src/http/testing/serve.ts'
import type { NewKey } from '../../src/dialects/question.ts'
import { createMemoryStore } from '../../src/store/memory.ts'

type StepEvent = WorkerEvent extends infer E ? (E extends WorkerEvent ? Omit<E, 'epoch'> : never) : never

/** What a test asks of its server beside what the command line does. */
export interface TestServer extends Served {
  readonly url: string
  /** The environment in which the command line finds it, as its administrator. */
  readonly environment: Readonly<Record<string, string>>
  /** Registers an instance that nobody connects to, the administrator's unless told otherwise. */
  addInstance(name: string, key?: NewKey): Promise<void>
  /** Submits the sample operation on `orders` unless told otherwise; gives the id of the task. */
  submit(more?: { readonly [field: string]: unknown }, key?: NewKey): Promise<string>
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

  async function addInstance(name: string, key?: NewKey): Promise<void> {
    const body = { service: 'dcs', name, endpoints: [{ host: '127.0.0.1', port: 1 }] }
    const { status, json } = await served.ask({ method: 'POST', path: '/v1/instances', body }, key)
    assert.equal(status, 201, JSON.stringify(json))
  }

  async function submit(more: object = {}, key?: NewKey): Promise<string> {
    const body = { operation: 'redis.sample', instance: 'orders', ...more }
    const { status, json } = await served.ask({ method: 'POST', path: '/v1/tasks', body }, key)
    assert.equal(status, 201, JSON.stringify(json))
    return json.id
  }

  async function happen(id: string, event: TaskEvent): Promise<void> {
    const before = (await store.find(id))!
    const at = Date.now()
    const after = transition(before, event, at)
    const commit = commitOf(before, after, [event], { by: 'worker-1', reason: null, at })
    assert.deepEqual(await store.commit(commit), { accepted: true })
  }

  async function claim(id: string): Promise<void> {
    await happen(id, { type: 'claimed', worker: 'worker-1' })
  }

  async function record(id: string, ...events: readonly StepEvent[]): Promise<void> {
    for (const event of events) {
      const { epoch } = (await store.find(id))!
      await happen(id, { ...event, epoch })
    }
    served.feed.wake()
  }

  return {
    ...served,
    url,
    addInstance,
    submit,
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
