import type { Socket } from 'node:net'
import { type RedisEndpoint } from './endpoint.ts'
import { RedisFault, refusal } from './fault.ts'
import { type Argument, type Reply, type ReplyError, ReplyParser } from './reply.ts'
import { encodeCommand, isReplyError, toBinary } from './reply.ts'
import { openSocket } from './socket.ts'

/** How a connection behaves. */
export interface ConnectionOptions {
  /** CLIENT SETNAME: no spaces. By it an old worker's connections are found and cut. */
  readonly name?: string | undefined
  /** Default 5,000. */
  readonly connectTimeoutMs?: number | undefined
  /** Longest silence while a reply is due, after which the connection is dead. Default 15,000. */
  readonly commandTimeoutMs?: number | undefined
  /** Aborting it ends the connection; what is in flight rejects with `cancelled`. */
  readonly signal?: AbortSignal | undefined
}

/** One connection to one server. It does not reconnect: what a lost one means is for the caller to say. */
export interface RedisConnection {
  readonly endpoint: RedisEndpoint
  /** True from the moment nothing can be asked any more. */
  readonly closed: boolean
  /** One command; an error reply rejects as `refused` or `authentication`. */
  command(...command: readonly Argument[]): Promise<Exclude<Reply, ReplyError>>
  /** Sends all at once; one reply each, in order, error replies as values. Rejects only when the connection ends. */
  pipeline(commands: readonly (readonly Argument[])[]): Promise<readonly Reply[]>
  /** Ends it at once; what is in flight rejects with `closed`. */
  close(): void
  /** Gives away the bare socket, paused, for the change feed; nothing may be in flight. This object is closed then. */
  detach(): Socket
}

interface Waiting {
  readonly count: number
  readonly replies: Reply[]
  resolve(replies: readonly Reply[]): void
  reject(fault: RedisFault): void
}

/** Connects, signs in and names the connection. Rejects with a RedisFault. */
export async function openConnection(
  endpoint: RedisEndpoint,
  options: ConnectionOptions = {},
): Promise<RedisConnection> {
  const socket = await openSocket(endpoint, {
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    signal: options.signal,
  })
  const connection = carry(socket, endpoint, options)
  try {
    if (endpoint.password !== undefined) {
      const user = endpoint.username === undefined ? [] : [toBinary(endpoint.username)]
      await connection.command('AUTH', ...user, toBinary(endpoint.password))
    }
    if (options.name !== undefined) await connection.command('CLIENT', 'SETNAME', options.name)
  } catch (error) {
    connection.close()
    throw error
  }
  return connection
}

function carry(socket: Socket, endpoint: RedisEndpoint, options: ConnectionOptions): RedisConnection {
  const timeoutMs = options.commandTimeoutMs ?? 15_000
  const parser = new ReplyParser()
  const waiting: Waiting[] = []
  let fault: RedisFault | null = null

  const timer = setTimeout(() => {
    if (waiting.length > 0) end(new RedisFault('timed_out', endpoint, `has not answered for ${timeoutMs} ms`))
  }, timeoutMs)
  timer.unref() // while a reply is due, the socket keeps the process alive

  const release = (reason: RedisFault) => {
    fault = reason
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', abort)
    socket.removeAllListeners()
  }
  const end = (reason: RedisFault) => {
    if (fault !== null) return
    release(reason)
    socket.on('error', () => {}) // a destroyed socket may still tell of it
    socket.destroy()
    for (const entry of waiting.splice(0)) entry.reject(reason)
  }
  const abort = () =>
    end(new RedisFault('cancelled', endpoint, 'was given up in mid-command: the work was cancelled'))
  const receive = (chunk: Buffer) => {
    timer.refresh()
    parser.push(chunk)
    try {
      for (let reply = parser.next(); reply !== undefined; reply = parser.next()) {
        const first = waiting[0]
        if (first === undefined) throw new Error('it sent a reply to nothing')
        first.replies.push(reply)
        if (first.replies.length < first.count) continue
        waiting.shift()
        first.resolve(first.replies)
      }
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause)
      end(new RedisFault('protocol', endpoint, `does not speak as a Redis does: ${detail}`, { cause }))
    }
  }
  socket.on('data', receive)
  socket.on('error', cause =>
    end(new RedisFault('closed', endpoint, `broke the connection: ${cause.message}`, { cause })),
  )
  socket.on('close', () => end(new RedisFault('closed', endpoint, 'closed the connection')))
  options.signal?.addEventListener('abort', abort, { once: true })

  const pipeline = (commands: readonly (readonly Argument[])[]): Promise<readonly Reply[]> => {
    if (fault !== null) return Promise.reject(fault)
    if (commands.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) timer.refresh()
      waiting.push({ count: commands.length, replies: [], resolve, reject })
      let encoded = ''
      for (const command of commands) encoded += encodeCommand(command)
      socket.write(encoded, 'latin1')
    })
  }
  return {
    endpoint,
    get closed() {
      return fault !== null
    },
    pipeline,
    async command(...command) {
      const [reply] = await pipeline([command])
      if (isReplyError(reply!)) throw refusal(endpoint, String(command[0]), reply)
      return reply!
    },
    close: () => end(new RedisFault('closed', endpoint, 'was let go by this side')),
    detach() {
      if (fault !== null) throw fault
      if (waiting.length > 0) throw new Error('A connection with replies due cannot be detached')
      socket.pause()
      release(new RedisFault('closed', endpoint, 'is read by another part now'))
      return socket
    },
  }
}
