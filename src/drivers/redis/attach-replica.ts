import type { Socket } from 'node:net'
import { type RedisConnection, openConnection } from './connection.ts'
import { RedisFault, isRedisFault, refusal } from './fault.ts'
import type { RedisEndpoint } from './endpoint.ts'
import type { FeedOptions } from './feed-options.ts'
import { encodeCommand } from './reply.ts'
import { readFacts } from './server-facts.ts'
import { SnapshotReader } from './snapshot-reader.ts'
import { type WriteTable, loadWriteTable } from './write-commands.ts'

/** A replication link at the beginning of its stream, paused. */
export interface AttachedReplica {
  readonly socket: Socket
  readonly outcome: 'continued' | 'full'
  readonly runId: string
  readonly replicationId: string
  /** Bytes of history before the stream's first byte. */
  readonly offset: number
  /** Bytes of the stream that have come already. */
  readonly rest: Buffer
  readonly snapshotBytes: number
  readonly table: WriteTable
}

type AttachOptions = Omit<FeedOptions, 'onKeys' | 'onFlush'>

/**
 * Signs in as a replica: REPLCONF one at a time (the server refuses a PSYNC that has replies pending before it), then
 * PSYNC, then the snapshot is skipped. Only +CONTINUE means that no change was missed.
 */
export async function attachReplica(
  endpoint: RedisEndpoint,
  options: AttachOptions,
): Promise<AttachedReplica> {
  const connection = await openConnection(endpoint, options)
  let prepared: { readonly runId: string; readonly table: WriteTable }
  try {
    prepared = {
      runId: (await readFacts(connection, 'server')).get('run_id') ?? '',
      table: await loadWriteTable(connection),
    }
    await introduce(connection, options.withoutFilter ?? false)
  } catch (error) {
    connection.close()
    throw error
  }
  const socket = connection.detach()
  try {
    return { socket, ...prepared, ...(await synchronise(socket, endpoint, options)) }
  } catch (error) {
    socket.on('error', () => {}) // a destroyed socket may still tell of it
    socket.destroy()
    throw error
  }
}

async function introduce(connection: RedisConnection, withoutFilter: boolean): Promise<void> {
  await connection.command('REPLCONF', 'listening-port', 1)
  await connection.command('REPLCONF', 'capa', 'eof', 'capa', 'psync2')
  if (withoutFilter) return
  try {
    // A snapshot without any key: attaching costs the server no transfer of its data.
    await connection.command('REPLCONF', 'rdb-filter-only', '')
  } catch (error) {
    // A server that does not know of it sends all its keys, and they are thrown away.
    if (!isRedisFault(error) || error.kind !== 'refused') throw error
  }
}

type Synchronised = Pick<AttachedReplica, 'outcome' | 'replicationId' | 'offset' | 'rest' | 'snapshotBytes'>

function synchronise(socket: Socket, endpoint: RedisEndpoint, options: AttachOptions): Promise<Synchronised> {
  const { resumeFrom, signal } = options
  const timeoutMs = options.fullSyncTimeoutMs ?? 60_000
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0)
    let full: { readonly replicationId: string; readonly offset: number } | null = null
    const snapshot = new SnapshotReader()

    const settle = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      socket.pause()
      socket.removeAllListeners()
    }
    const fail = (fault: RedisFault) => {
      settle()
      reject(fault)
    }
    const succeed = (result: Synchronised) => {
      settle()
      resolve(result)
    }
    const timer = setTimeout(() => {
      const phase = full === null ? 'answer to PSYNC' : 'snapshot of a full synchronisation'
      fail(new RedisFault('timed_out', endpoint, `has sent nothing of the ${phase} for ${timeoutMs} ms`))
    }, timeoutMs)
    const abort = () => fail(new RedisFault('cancelled', endpoint, 'was given up: the work was cancelled'))

    const readSnapshot = (chunk: Buffer) => {
      const before = snapshot.bytes
      const rest = snapshot.read(chunk)
      if (rest !== null) {
        succeed({ outcome: 'full', ...full!, rest, snapshotBytes: snapshot.bytes })
      } else if (snapshot.bytes > before) timer.refresh() // line feeds alone are no progress
    }
    const readAnswer = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk])
      while (head[0] === 10) head = head.subarray(1)
      const end = head.indexOf('\r\n')
      if (end < 0) return
      const line = head.toString('latin1', 0, end)
      const rest = head.subarray(end + 2)
      const [word, replicationId, offset] = line.split(' ')
      if (word === '+CONTINUE' && resumeFrom !== null) {
        // The id is told when it changed: the server was made master since.
        const id = replicationId ?? resumeFrom.replicationId
        succeed({
          outcome: 'continued',
          replicationId: id,
          offset: resumeFrom.offset,
          rest,
          snapshotBytes: 0,
        })
      } else if (word === '+FULLRESYNC' && replicationId !== undefined && /^\d+$/.test(offset ?? '')) {
        full = { replicationId, offset: Number(offset) }
        readSnapshot(rest)
      } else if (line.startsWith('-')) fail(refusal(endpoint, 'PSYNC', { error: line.slice(1) }))
      else fail(new RedisFault('protocol', endpoint, `answered PSYNC with "${line.slice(0, 80)}"`))
    }
    socket.on('data', (chunk: Buffer) => {
      try {
        if (full === null) readAnswer(chunk)
        else readSnapshot(chunk)
      } catch (cause) {
        const detail = cause instanceof Error ? cause.message : String(cause)
        fail(new RedisFault('protocol', endpoint, `broke off the synchronisation: ${detail}`, { cause }))
      }
    })
    const closed = (cause?: Error) =>
      fail(
        new RedisFault('closed', endpoint, 'closed the link during synchronisation', cause ? { cause } : {}),
      )
    socket.on('error', closed)
    socket.on('close', () => closed())
    signal?.addEventListener('abort', abort, { once: true })
    const position = resumeFrom === null ? ['?', -1] : [resumeFrom.replicationId, resumeFrom.offset + 1]
    socket.write(encodeCommand(['PSYNC', ...position]), 'latin1')
    socket.resume()
    if (signal?.aborted === true) abort()
  })
}
