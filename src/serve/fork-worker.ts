import { fork, type ChildProcess } from 'node:child_process'
import { extname } from 'node:path'
import { forgetProcess, rememberProcess } from '../drivers/host/left-processes.ts'
import type { WorkerProcessSettings } from '../worker-process.ts'

/** Starts a worker process over a data folder, where it is written down until it has ended. */
export function forkWorker(folder: string, settings: WorkerProcessSettings): ChildProcess {
  const worker = fork(
    new URL(`../worker-process${extname(import.meta.filename)}`, import.meta.url),
    [JSON.stringify(settings)],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // The options of this process (a test runner's, a loader's) are not for the worker.
      execArgv: [],
    },
  )
  const { pid } = worker
  if (pid !== undefined) {
    worker.on('exit', () => forgetProcess(folder, pid))
    try {
      rememberProcess(folder, pid)
    } catch (error) {
      // Not started is what its supervisor hears: then it must not run either.
      worker.kill('SIGKILL')
      throw error
    }
  }
  return worker
}
