import { parentPort, workerData } from 'node:worker_threads'
import { wordsOf } from '../store-error.ts'
import { openWriter } from './connection.ts'
import { whenFree } from './sqlite-failure.ts'
import type { ThreadAnswer, ThreadRequest } from './thread-writer.ts'
import { createWriter } from './writer.ts'

// The whole life of the thread that owns the writing connection: batch in, outcomes out, until it is told to end.
const path = workerData as string
const port = parentPort!
const answer = (value: ThreadAnswer): void => port.postMessage(value)

const connection = await whenFree(() => openWriter(path))
const writeBatch = createWriter(connection, path)

async function answerBatch(requests: NonNullable<ThreadRequest>): Promise<void> {
  try {
    const outcomes = await writeBatch(requests)
    answer({
      outcomes: outcomes.map(outcome =>
        'error' in outcome ? { error: wordsOf(outcome.error) } : { result: outcome.result },
      ),
    })
  } catch (error) {
    answer({ failed: wordsOf(error) })
  }
}

port.on('message', (requests: ThreadRequest) => {
  if (requests !== null) return void answerBatch(requests)
  connection.close()
  port.close()
})
answer({ ready: true })
