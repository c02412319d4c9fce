import { fork } from 'node:child_process'
import { once } from 'node:events'

/** What a writer is told. */
export interface WriterSettings {
  /** The Stepwell server, whose registry says where the instance is. */
  readonly url: string
  readonly token: string
  readonly instance: string
  /** How many keys were seeded. */
  readonly keys: number
  readonly ratePerSecond: number
}

/** What a writer has seen. */
export interface WriterReport {
  readonly written: number
  /** Writes a server refused, or whose connection ended; the writer asked the registry then. */
  readonly refused: number
  /** Longest time without an acknowledged batch. */
  readonly longestGapMs: number
  /** Of batches of 20. */
  readonly p99Ms: number
  /** How often the instance was found at other servers. */
  readonly moves: number
  /** Keys of the ledger looked at, and how many of them lack an acknowledged write. */
  readonly checked: number
  readonly lost: number
}

/** A client that writes without pause, in a process of its own. */
export interface Writer extends Disposable {
  stats(): Promise<Omit<WriterReport, 'checked' | 'lost'>>
  /** Forgets the latencies seen so far. */
  forget(): void
  /** Stops writing and compares its ledger with what is stored. */
  stop(): Promise<WriterReport>
}

/** Starts a writer; resolves when it writes. */
export async function startWriter(settings: WriterSettings): Promise<Writer> {
  const child = fork(new URL('./writer-process.ts', import.meta.url), [JSON.stringify(settings)], {
    execArgv: [],
  })
  const heard = async <Message>(type: string): Promise<Message> => {
    for (;;) {
      const [message] = (await once(child, 'message')) as [{ readonly type: string }]
      if (message.type === type) return message as Message
    }
  }
  await heard('writing')
  return {
    stats() {
      const answer = heard<WriterReport>('stats')
      child.send('stats')
      return answer
    },
    forget: () => void child.send('forget'),
    async stop() {
      const answer = heard<WriterReport>('end')
      const exited = once(child, 'exit')
      child.send('stop')
      const report = await answer
      await exited
      return report
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  }
}
