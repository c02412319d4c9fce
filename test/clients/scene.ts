import { setTimeout as delay } from 'node:timers/promises'
import { isEnded, type Service } from '../../src/core/task.ts'
import type { Language } from '../../src/core/words.ts'
import type { InstanceView, TaskView } from '../../src/dialects/native/schema.ts'
import type { Native } from '../scenario/native.ts'
import { startRedis } from '../servers/redis-server.ts'

/** The tasks of one service that a client finds. */
export interface ServiceScene {
  readonly instance: InstanceView
  /** Has succeeded. */
  readonly done: TaskView
  /** Has failed at its first step. */
  readonly failed: TaskView
  /** Is half done, and stays so. */
  readonly half: TaskView
  /** Have succeeded; no other call looks at them, so that they may be deleted. */
  readonly old: readonly [TaskView, TaskView]
  /** Are to begin in 2100: to be changed, cancelled and deleted. None for DCS, which has no scheduled tasks. */
  readonly scheduled: readonly TaskView[]
}

/** What one client looks at and changes: nobody else does. */
export interface Scene extends AsyncDisposable {
  /** No other scene of the server has it. */
  readonly name: string
  readonly project: string
  readonly services: { readonly [service in Service]: ServiceScene }
  /** A task as the native API tells it now: the truth. In English unless told otherwise. */
  truth(id: string, language?: Language): Promise<TaskView>
}

interface Rehearsal {
  readonly operation: string
  readonly done: object
  readonly failed: object
  readonly half: object
  readonly scheduled: { readonly operation: string; readonly input: object } | null
}

const never = '/nowhere/at/all'

const rehearsals: { readonly [service in Service]: Rehearsal } = {
  dcs: {
    operation: 'redis.rehearse_resize',
    done: { newCapacity: '8', newReplicaNum: 2 },
    failed: { newCapacity: '512', fails: true },
    half: { newCapacity: '16', waitsFor: never },
    scheduled: null,
  },
  dms: {
    operation: 'kafka.expand_disks',
    done: { new_storage_space: 300 },
    failed: { new_storage_space: 250 },
    half: { new_storage_space: 400, waits_for: never },
    scheduled: { operation: 'kafka.expand_disks', input: { new_storage_space: 100 } },
  },
  taurusdb: {
    operation: 'mysql.rehearse_table_restore',
    done: { tables: 2 },
    failed: { fails: true },
    half: { tables: 1_000_000 },
    scheduled: { operation: 'mysql.rehearse_upgrade', input: { version: '8.0.30' } },
  },
}

/** How many scheduled tasks each service has that has any. */
const scheduledCount = 3

/**
 * Registers instances under a name and does on them what a client is to find; resolves when all of it stands still.
 * `place`: no other scene of the server has it; their servers are told apart by it.
 */
export async function setScene(native: Native, name: string, place: number): Promise<Scene> {
  // Who registers a Redis is asked whether there is one; of the others no driver asks.
  const redis = await startRedis()
  const truth = (id: string, language?: Language) =>
    native.ask<TaskView>('GET', `/tasks/${id}`, undefined, language)
  const serviceScene = async (service: Service, index: number): Promise<ServiceScene> => {
    const rehearsal = rehearsals[service]
    const instance = await native.ask<InstanceView>('POST', '/instances', {
      service,
      name: `${name}-${service}`,
      endpoints: [{ host: '127.0.0.1', port: service === 'dcs' ? redis.port : 40_000 + 10 * place + index }],
    })
    const submit = (input: object, more: object = {}) =>
      native.ask<TaskView>('POST', '/tasks', {
        operation: rehearsal.operation,
        instance: instance.name,
        input,
        ...more,
      })
    const { scheduled } = rehearsal
    const due = scheduled === null ? [] : Array.from({ length: scheduledCount }, () => scheduled)
    const waiting: TaskView[] = []
    for (const { operation, input } of due)
      waiting.push(await submit(input, { operation, dueAt: '2100-01-01T00:00:00Z' }))
    const reached = async ({ id }: TaskView, isThere: (task: TaskView) => boolean): Promise<TaskView> => {
      for (;;) {
        const task = await truth(id)
        if (isThere(task)) return task
        await delay(20)
      }
    }
    const [oldest, older, done, failed, half] = [
      await submit(rehearsal.done),
      await submit(rehearsal.done),
      await submit(rehearsal.done),
      await submit(rehearsal.failed),
      await submit(rehearsal.half),
    ]
    return {
      instance,
      done: await reached(done, isEnded),
      failed: await reached(failed, isEnded),
      half: await reached(half, ({ steps }) => steps[1]!.status === 'running'),
      old: [oldest, older],
      scheduled: waiting,
    }
  }
  const [dcs, dms, taurusdb] = await Promise.all((['dcs', 'dms', 'taurusdb'] as const).map(serviceScene))
  return {
    name,
    project: dcs!.done.project,
    services: { dcs: dcs!, dms: dms!, taurusdb: taurusdb! },
    truth,
    async [Symbol.asyncDispose]() {
      // A worker has only so many hands: what goes on would keep the next scene waiting.
      for (const { half } of [dcs!, dms!, taurusdb!]) await native.ask('POST', `/tasks/${half.id}/cancel`, {})
      await redis.stop()
    },
  }
}
