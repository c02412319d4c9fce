import type { Service, Task } from '../src/core/task.ts'
import { emptyCommit } from '../src/core/testing/samples.ts'
import type { Store } from '../src/core/store.ts'
import { kafkaInstance, scaled } from '../src/dialects/dms/testing/kafka-samples.ts'
import { sampleInstance } from '../src/dialects/sample-operation.ts'
import { samples } from '../src/dialects/samples.ts'
import { sampleRestore, taurusInstance } from '../src/dialects/taurusdb/testing/sample-task.ts'

/** Of each service a task that runs, and its instance. */
const shapes = [
  { instance: sampleInstance, task: samples.half.task },
  { instance: kafkaInstance, task: scaled },
  { instance: taurusInstance, task: sampleRestore },
] as const

/** So many are read again and again, as who waits for a task does; the others are only there. */
const readOfEach = 60
/** So many writes go to the disk together. */
const atOnce = 500

const idOf = (nth: number): string => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`

/** Stores tasks of all services, each in the middle of its work. */
export async function storeTasks(store: Store, project: string, count: number): Promise<void> {
  for (const { instance } of shapes) await store.addInstance({ ...instance, project })
  const put = async (nth: number): Promise<void> => {
    const { task, instance } = shapes[nth % shapes.length]!
    const own: Task = {
      ...task,
      id: idOf(nth),
      project,
      instance: instance.id,
      locks: [instance.id],
      revision: 1,
    }
    const written = await store.commit({ ...emptyCommit, task: own })
    if (!written.accepted) throw new Error(`a task is refused: ${written.reason}`)
  }
  for (let from = 0; from < count; from += atOnce)
    await Promise.all(Array.from({ length: Math.min(atOnce, count - from) }, (_, nth) => put(from + nth)))
}

/** Where each service shows tasks. */
export function readPaths(project: string): Readonly<Record<Service, readonly string[]>> {
  const ids = (place: number): readonly string[] =>
    Array.from({ length: readOfEach }, (_, nth) => idOf(nth * shapes.length + place))
  const jobName = sampleRestore.operation.jobName
  const restores = `/v3/${project}/instances/${taurusInstance.id}/task-center-detail`
  return {
    dcs: ids(0).map(id => `/v2/${project}/instances/${sampleInstance.id}/tasks/${id}/progress`),
    dms: ids(1).map(id => `/v2/${project}/instances/${kafkaInstance.id}/tasks/${id}`),
    taurusdb: ids(2).map(id => `${restores}?job_id=${id}&job_name=${jobName}`),
  }
}
