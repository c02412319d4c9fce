import type { Task } from '../../core/task.ts'
import { emptyCommit } from '../../core/testing/samples.ts'
import { kafkaInstance, scaledShownAt, scaling, submitted } from '../../dialects/dms/testing/kafka-samples.ts'
import { createMemoryStore } from '../../store/memory.ts'
import { serve, type Received, type Sending, type Served } from './serve.ts'

/** A server with a Kafka instance in its project, for tests, and the ways to ask about it as an SDK of DMS does. */
export interface ServedKafka {
  readonly server: Served
  /** Asks with a signature and the Host of DMS, each change a second after the one before. */
  ask(sending: Sending, key?: Served['administrator']): Promise<Received>
  /** The Host that names DMS. */
  readonly host: string
  /** Stores a task of the server's project. */
  stored(task: Task, change?: Partial<Task>): Promise<Task>
  /** Stores a task that waits for {@link scheduledAt}. */
  waiting(number: number): Promise<Task>
  /** Paths: of the instances, of one, of its tasks, of those that begin at a time. */
  readonly instances: string
  readonly instance: string
  readonly tasks: string
  readonly scheduledTasks: string
}

/** The id of a task, of a number. */
export const id = (number: number): string => String(number).padStart(32, '0')

/** Half an hour after tasks are shown. */
export const scheduledAt = scaledShownAt + 1_800_000

/** Starts one. */
export async function serveKafka(): Promise<ServedKafka> {
  let now = scaledShownAt
  const server = await serve(createMemoryStore(), { now: () => now })
  const { project, store } = server
  await store.addInstance({ ...kafkaInstance, project })
  const host = 'dms.cn-north-4.myhuaweicloud.com'
  async function stored(task: Task, change: Partial<Task> = {}): Promise<Task> {
    const own = { ...task, project, revision: 1, ...change }
    await store.commit({ ...emptyCommit, task: own })
    return own
  }
  const instances = `/v2/${project}/instances`
  const instance = `${instances}/${kafkaInstance.id}`
  return {
    server,
    host,
    async ask(sending, key) {
      // The very same change signed in the same second is one that was sent twice.
      if (sending.method !== undefined && sending.method !== 'GET') now += 1000
      return server.askSigned({ ...sending, headers: { host, ...sending.headers } }, key)
    },
    stored,
    waiting: number =>
      stored(submitted(id(number), scaling, scaledShownAt - 1000 + number, { dueAt: scheduledAt })),
    instances,
    instance,
    tasks: `${instance}/tasks`,
    scheduledTasks: `${instance}/scheduled-tasks`,
  }
}
