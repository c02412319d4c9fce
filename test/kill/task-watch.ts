import { setTimeout as delay } from 'node:timers/promises'
import type { TaskView } from '../../src/dialects/native/schema.ts'
import type { Native } from '../scenario/native.ts'

/** Reads one task again and again, and remembers where its percent fell. */
export interface TaskWatch {
  /** Reads until the task is so; fails after the time limit. A server that is down for a moment is waited for. */
  until(isSo: (task: TaskView) => boolean, longestMs?: number): Promise<TaskView>
  /** Falls of the percent within an attempt, over all reads. */
  readonly falls: readonly string[]
}

const readEveryMs = 3

export function watchTask(native: Native, id: string): TaskWatch {
  const falls: string[] = []
  let last: TaskView | null = null

  async function read(): Promise<TaskView | null> {
    try {
      return await native.ask<TaskView>('GET', `/tasks/${id}`)
    } catch (error) {
      // An answer of the server's is none that may be overlooked.
      if (error instanceof TypeError) return null
      throw error
    }
  }

  function note(task: TaskView): void {
    if (last?.attempt === task.attempt && task.percent < last.percent)
      falls.push(`${last.percent} (revision ${last.revision}) to ${task.percent} (${task.revision})`)
    last = task
  }

  return {
    falls,
    async until(isSo, longestMs = 60_000) {
      const deadline = performance.now() + longestMs
      for (;;) {
        const task = await read()
        if (task !== null) {
          note(task)
          if (isSo(task)) return task
        }
        if (performance.now() > deadline)
          throw new Error(`waited ${longestMs} ms in vain; the task was last seen as ${JSON.stringify(last)}`)
        await delay(readEveryMs)
      }
    },
  }
}

export function isEnded({ status }: TaskView): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled'
}
