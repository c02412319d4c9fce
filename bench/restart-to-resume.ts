import { once } from 'node:events'
import { createConnection } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { readHistory } from '../test/kill/task-history.ts'
import { startStepwell } from '../test/scenario/stepwell-process.ts'
import { operations, registerInstances, startTask, taskThat } from './running-tasks.ts'

/** How soon tasks of a server that was killed went on, in milliseconds. */
export interface RestartFigures {
  /** From the start of the process to the first write for the task. */
  readonly sinceStartMs: readonly number[]
  /** From the first connection the new server took. */
  readonly sinceListeningMs: readonly number[]
}

/** Kills a server with running tasks by SIGKILL and starts it again, so many times. */
export async function measureRestarts(
  program: string,
  options: { readonly restarts: number; readonly running: number },
): Promise<RestartFigures> {
  await using stepwell = await startStepwell({ program, operations })
  const native = await stepwell.native()
  const ids: string[] = []
  for (const instance of await registerInstances(native, options.running))
    ids.push(await startTask(native, instance, 100))
  const sinceStartMs: number[] = []
  const sinceListeningMs: number[] = []
  for (let nth = 0; nth < options.restarts; nth++) {
    await stepwell.kill()
    const startedAt = Date.now()
    const listening = listensAt(stepwell.port)
    await stepwell.start()
    const listeningAt = await listening
    for (const id of ids) {
      await taskThat(native, id, ({ worker }) => worker !== null)
      const claims = (await readHistory(native, id)).filter(({ type }) => type === 'claimed')
      const claimedAt = Date.parse(claims.at(-1)!.at)
      if (claims.length !== nth + 2) throw new Error(`task ${id} was claimed ${claims.length} times`)
      sinceStartMs.push(claimedAt - startedAt)
      sinceListeningMs.push(claimedAt - listeningAt)
    }
  }
  return { sinceStartMs, sinceListeningMs }
}

/** When a port first takes a connection, in milliseconds since the epoch. */
async function listensAt(port: number): Promise<number> {
  for (;;) {
    const socket = createConnection(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return Date.now()
    } catch {
      await delay(2)
    } finally {
      socket.destroy()
    }
  }
}
