import type { Socket } from 'node:net'
import { attachReplica } from './attach-replica.ts'
import { type RedisEndpoint, addressOf } from './endpoint.ts'
import type { FeedOptions } from './feed-options.ts'
import { FeedStream } from './feed-stream.ts'
import { encodeCommand } from './reply.ts'

/** Why a feed ended. What was received before stays good; going on from its position is for the caller to try. */
export interface FeedLoss {
  /**
   * `let_go`: by `close`. `connection`: the server ended it, or is gone. `silent`: nothing for too long.
   * `unreadable`: the stream holds something whose keys cannot be known; its position is of no use.
   */
  readonly reason: 'let_go' | 'connection' | 'silent' | 'unreadable' | 'cancelled'
  readonly message: string
}

/** The change feed of one server: every key written to from its position on, in order of the server's history. */
export interface Feed {
  /**
   * `continued`: nothing was missed since `resumeFrom`. `full`: the feed begins now; what happened between
   * `resumeFrom` and now is lost, even when the replication id is the same: scan again, and sweep the target.
   */
  readonly outcome: 'continued' | 'full'
  /** Of the process attached to: scan cursors of another one are worth nothing. */
  readonly runId: string
  readonly replicationId: string
  /** Bytes of history handed over; compare with `readMasterOffset`. */
  readonly offset: number
  /** Keys handed over so far, with repetitions. */
  readonly keysSeen: number
  /** Writes to databases other than 0, which are not handed over. */
  readonly foreignWrites: number
  /** Bytes of snapshot that were received and thrown away: about 200 when the server leaves the keys out. */
  readonly snapshotBytes: number
  /** Resolves when the feed has ended, for whatever reason; never rejects. */
  readonly lost: Promise<FeedLoss>
  close(): void
}

const firstAcknowledgementMs = 10
const acknowledgeEveryMs = 1_000

/**
 * Attaches to a server as a replica would and stays in step with its history. Rejects with a RedisFault when that is not
 * possible. The server counts us as a replica (min-replicas-to-write, WAIT; Sentinel sees one more). With
 * repl-diskless-sync-delay at its default a fresh feed takes 5 s to begin.
 */
export async function attachFeed(endpoint: RedisEndpoint, options: FeedOptions): Promise<Feed> {
  const attached = await attachReplica(endpoint, options)
  const stream = new FeedStream(attached.table, attached.offset)
  const state = { keysSeen: 0, foreignWrites: 0 }
  const lost = Promise.withResolvers<FeedLoss>()
  const { socket } = attached

  const end = (reason: FeedLoss['reason'], what: string) => {
    clearTimeout(acknowledging)
    clearTimeout(silence)
    options.signal?.removeEventListener('abort', cancel)
    socket.removeAllListeners()
    socket.on('error', () => {}) // a destroyed socket may still tell of it
    socket.destroy()
    lost.resolve({ reason, message: `The change feed of Redis ${addressOf(endpoint)} ${what}` })
  }
  const cancel = () => end('cancelled', 'was given up: the work was cancelled')
  const acknowledge = () => acknowledgeOffset(socket, stream.offset)
  const receive = (chunk: Buffer) => {
    silence.refresh()
    try {
      const reading = stream.read(chunk)
      state.keysSeen += reading.keys.length
      state.foreignWrites += reading.foreignWrites
      if (reading.flushed) options.onFlush()
      if (reading.keys.length > 0) options.onKeys(reading.keys)
      if (reading.unknownCommand !== null) {
        end('unreadable', `holds the command "${reading.unknownCommand}", which the server does not list`)
      } else if (reading.acknowledgementAsked) acknowledge()
    } catch (error) {
      end('unreadable', `cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  // Only from here on: told before the snapshot, the server takes the link for busy and never begins one. The stream flows
  // when the server has seen an acknowledgement after its saving process ended, which it notices some time after us.
  let nextMs = firstAcknowledgementMs
  let acknowledging = setTimeout(function repeat() {
    acknowledge()
    nextMs = Math.min(2 * nextMs, acknowledgeEveryMs)
    acknowledging = setTimeout(repeat, nextMs)
  }, nextMs)
  const silenceMs = options.silenceTimeoutMs ?? 60_000
  const silence = setTimeout(() => end('silent', `has been silent for ${silenceMs} ms`), silenceMs)
  socket.on('data', receive)
  socket.on('error', cause => end('connection', `broke: ${cause.message}`))
  socket.on('close', () => end('connection', 'was closed by the server'))
  options.signal?.addEventListener('abort', cancel, { once: true })
  // The signal may have been raised, and the socket closed, while the last bytes of the handshake were on their way.
  if (options.signal?.aborted === true) cancel()
  else if (socket.destroyed) end('connection', 'was closed by the server')
  else {
    acknowledge()
    if (attached.rest.length > 0) receive(attached.rest)
    socket.resume()
  }

  return {
    outcome: attached.outcome,
    runId: attached.runId,
    replicationId: attached.replicationId,
    snapshotBytes: attached.snapshotBytes,
    get offset() {
      return stream.offset
    },
    get keysSeen() {
      return state.keysSeen
    },
    get foreignWrites() {
      return state.foreignWrites
    },
    lost: lost.promise,
    close: () => end('let_go', 'was let go'),
  }
}

function acknowledgeOffset(socket: Socket, offset: number): void {
  socket.write(encodeCommand(['REPLCONF', 'ACK', offset]), 'latin1')
}
