import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { TaskView } from '../src/dialects/native/schema.ts'
import type { Native } from '../test/scenario/native.ts'

/** The recipe of the tasks. */
export const operations = [join(import.meta.dirname, 'stoppable-operation.ts')]

/** Registers so many instances; gives their names. */
export async function registerInstances(native: Native, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `waiting-${index}`)
  for (const name of names)
    await native.ask('POST', '/instances', {
      service: 'taurusdb',
      name,
      endpoints: [{ host: '127.0.0.1', port: 1 }],
    })
  return names
}

/** Submits a task that runs until it is told to stop, and waits until its effect is in place; gives its id. */
export async function startTask(
  native: Native,
  instance: string,
  cancelPointMilliseconds: number,
): Promise<string> {
  const submission = { operation: 'bench.wait', instance, input: { cancelPointMilliseconds } }
  const { id } = await native.ask<TaskView>('POST', '/tasks', submission)
  await taskThat(native, id, ({ effects }) => effects.some(({ status }) => status === 'applied'))
  return id
}

/** Reads a task again and again until it is as wanted. */
export async function taskThat(
  native: Native,
  id: string,
  isWanted: (task: TaskView) => boolean,
): Promise<TaskView> {
  for (;;) {
    const task = await native.ask<TaskView>('GET', `/tasks/${id}`)
    if (isWanted(task)) return task
    await delay(2)
  }
}
