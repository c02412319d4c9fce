import type { Reply } from './reply.ts'
import { ReplyParser } from './reply.ts'
import { type WriteTable, collectWrittenKeys } from './write-commands.ts'

/** What a chunk of the replication stream brought. */
export interface StreamReading {
  /** Keys changed, with repetitions. */
  readonly keys: readonly string[]
  /** A FLUSHALL, FLUSHDB or SWAPDB was among it. */
  readonly flushed: boolean
  /** The master asks how far we are. */
  readonly acknowledgementAsked: boolean
  /** Writes to databases other than 0, which no key of database 0 has seen. */
  readonly foreignWrites: number
  /** A command that the server itself does not list: the keys it changed are not knowable. Null when there was none. */
  readonly unknownCommand: string | null
}

/** Reads the replication stream: counts its bytes, and turns its commands into the keys they changed. */
export class FeedStream {
  readonly #parser = new ReplyParser()
  readonly #table: WriteTable
  readonly #start: number
  /** After +CONTINUE the database is not told again; taken for 0, which at worst makes keys dirty that are not. */
  #database = 0

  constructor(table: WriteTable, offset: number) {
    this.#table = table
    this.#start = offset
  }

  /** Bytes of history whose commands have all been read. */
  get offset(): number {
    return this.#start + this.#parser.consumed
  }

  /** Throws ProtocolError when it is no stream of commands. */
  read(chunk: Buffer): StreamReading {
    this.#parser.push(chunk)
    const keys: string[] = []
    let flushed = false
    let acknowledgementAsked = false
    let foreignWrites = 0
    let unknownCommand: string | null = null
    for (let command = this.#parser.next(); command !== undefined; command = this.#parser.next()) {
      if (!isCommand(command)) continue
      const name = command[0]!.toLowerCase()
      if (name === 'select') this.#database = Number(command[1])
      else if (name === 'replconf') acknowledgementAsked = true
      else if (this.#database !== 0 && name !== 'flushall' && name !== 'swapdb') foreignWrites++
      else {
        const effect = collectWrittenKeys(this.#table, command, keys)
        if (effect === 'flushed') flushed = true
        if (effect === 'unknown') unknownCommand = name
      }
    }
    return { keys, flushed, acknowledgementAsked, foreignWrites, unknownCommand }
  }
}

function isCommand(reply: Reply): reply is readonly string[] {
  return Array.isArray(reply) && reply.length > 0 && reply.every(word => typeof word === 'string')
}
