import { extname } from 'node:path'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Words } from '../../core/words.ts'
import { StoreError, wordsOf } from '../store-error.ts'
import { groupWrites, type GroupedWrites } from './grouped-writes.ts'
import type { WriteOutcome } from './writer.ts'
import type { WriteRequest } from './write-request.ts'

/** What the thread is asked: a batch; null: to end. */
export type ThreadRequest = readonly WriteRequest[] | null

/** What the thread answers: that it is ready, the outcomes of a batch, or why the whole batch failed. */
export type ThreadAnswer =
  | { readonly ready: true }
  | { readonly outcomes: readonly (Exclude<WriteOutcome, { error: unknown }> | { readonly error: Words })[] }
  | { readonly failed: Words }

/** Writes on a thread of its own, so that this one never waits for a disk. */
export async function openThreadWriter(path: string): Promise<GroupedWrites> {
  // Beside this file, in a clone as it was written and in the package as it was built.
  const file = new URL(`./writer-thread${extname(import.meta.filename)}`, import.meta.url)
  const thread = new Worker(file, {
    name: 'stepwell writer',
    workerData: path,
    // The options of this process (a test runner's, a loader's) are not for the thread.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const exchange = exchangeWith(thread, path)
  await exchange.answer()
  const writes = groupWrites(async requests => {
    thread.postMessage(requests satisfies ThreadRequest)
    const answer = await exchange.answer()
    if (!('outcomes' in answer))
      throw new StoreError('failed' in answer ? answer.failed : wordsOf('out of turn'))
    return answer.outcomes.map(outcome =>
      'error' in outcome ? { error: new StoreError(outcome.error) } : outcome,
    )
  })
  return {
    write: writes.write,
    async close() {
      await writes.close()
      if (exchange.hasEnded()) return
      const ended = once(thread, 'exit')
      thread.postMessage(null satisfies ThreadRequest)
      await ended
    },
  }
}

/** Waits for one answer at a time; a thread that dies answers with the reason, for ever. */
function exchangeWith(thread: Worker, path: string) {
  let death: StoreError | null = null
  let listener: { resolve: (answer: ThreadAnswer) => void; reject: (error: unknown) => void } | null = null
  const die = (cause: unknown): void => {
    const reason = cause instanceof Error ? cause.message : `exit ${String(cause)}`
    const words = {
      'en-us': `the thread that writes ${path} has died (${reason}); start Stepwell again`,
      'zh-cn': `写入 ${path} 的线程已终止（${reason}）；请重新启动 Stepwell`,
    }
    death ??= new StoreError(words, { cause })
    listener?.reject(death)
  }
  thread.on('message', (answer: ThreadAnswer) => listener?.resolve(answer))
  thread.on('error', die)
  thread.on('exit', die)
  return {
    hasEnded: () => death !== null,
    answer: () =>
      new Promise<ThreadAnswer>((resolve, reject) => {
        if (death !== null) return reject(death)
        listener = { resolve, reject }
      }),
  }
}
