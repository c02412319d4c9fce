/**
 * RESP2, as Redis and Valkey speak it without HELLO.
 *
 * Bytes travel as *binary strings*: one character a byte (latin1), so that keys and payloads of any bytes survive and
 * cost one flat string each. Text that can hold more than latin1 goes through `toBinary` first.
 */

/** An error reply; a value, because one refused command of a pipeline says nothing about the others. */
export interface ReplyError {
  /** As the server said it, the code first: 'OOM command not allowed…'. */
  readonly error: string
}

/**
 * One reply: a binary string (simple or bulk), an integer (as decimal text when beyond 2^53), null for no value, a list,
 * or an error.
 */
export type Reply = string | number | null | ReplyError | readonly Reply[]

/** One argument of a command: a binary string, or an integer. */
export type Argument = string | number

/** True for an error reply. */
export function isReplyError(reply: Reply): reply is ReplyError {
  return typeof reply === 'object' && reply !== null && 'error' in reply
}

/** The UTF-8 bytes of a text, as a binary string. */
export function toBinary(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** The text whose UTF-8 bytes these are. */
export function toText(binary: string): string {
  return Buffer.from(binary, 'latin1').toString('utf8')
}

/** A command as it goes over the wire, as a binary string. */
export function encodeCommand(command: readonly Argument[]): string {
  let encoded = `*${command.length}\r\n`
  for (const argument of command) {
    const text = typeof argument === 'string' ? argument : String(argument)
    encoded += `$${text.length}\r\n${text}\r\n`
  }
  return encoded
}

/** The server sent something that is no RESP2: the connection cannot be read any further. */
export class ProtocolError extends Error {}

const incomplete = Symbol('incomplete')
const carriageReturn = 13
const lineFeed = 10
const longestLine = 64 * 1024

interface OpenList {
  readonly items: Reply[]
  readonly length: number
}

/**
 * Parses replies out of chunks that may end anywhere. Work is linear in the bytes received: a list that is not complete
 * yet is kept as it stands, and a long string is waited for, not tried again.
 */
export class ReplyParser {
  #buffer: Buffer = Buffer.alloc(0)
  #at = 0
  #chunks: Buffer[] = []
  #chunkBytes = 0
  /** Bytes from #at on without which trying is pointless. */
  #needed = 1
  #before = 0
  #completed = 0
  readonly #open: OpenList[] = []

  /** Bytes from the start up to the end of the newest reply that `next` has given. */
  get consumed(): number {
    return this.#completed
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#chunkBytes += chunk.length
  }

  /** The next complete reply, or undefined when more bytes are needed. Throws ProtocolError. */
  next(): Reply | undefined {
    for (;;) {
      let value = this.#readValue()
      if (value === incomplete) {
        if (this.#refill()) continue
        return undefined
      }
      if (value === undefined) continue // a list was opened
      while (this.#open.length > 0) {
        const list = this.#open[this.#open.length - 1]!
        list.items.push(value)
        if (list.items.length < list.length) break
        this.#open.pop()
        value = list.items
      }
      if (this.#open.length > 0) continue
      this.#completed = this.#before + this.#at
      return value
    }
  }

  #refill(): boolean {
    const rest = this.#buffer.length - this.#at
    if (this.#chunkBytes === 0 || rest + this.#chunkBytes < this.#needed) return false
    this.#buffer =
      rest === 0 && this.#chunks.length === 1
        ? this.#chunks[0]!
        : Buffer.concat([this.#buffer.subarray(this.#at), ...this.#chunks])
    this.#before += this.#at
    this.#at = 0
    this.#chunks = []
    this.#chunkBytes = 0
    return true
  }

  /** One value from #at on; undefined when it opened a list. Moves #at only when the value is complete. */
  #readValue(): Reply | undefined | typeof incomplete {
    const buffer = this.#buffer
    // A bare line feed keeps a replication link alive.
    while (buffer[this.#at] === lineFeed) this.#at++
    const end = buffer.indexOf(carriageReturn, this.#at)
    if (end < 0 || end + 1 >= buffer.length) {
      if (buffer.length - this.#at > longestLine) throw new ProtocolError('A line of the reply has no end')
      this.#needed = buffer.length - this.#at + 1
      return incomplete
    }
    const start = this.#at + 1
    switch (buffer[this.#at]) {
      case 0x24: // $
        return this.#readBulk(integerAt(buffer, start, end), end + 2)
      case 0x3a: // :
        this.#at = end + 2
        return exactInteger(buffer, start, end)
      case 0x2b: // +
        this.#at = end + 2
        return buffer.toString('latin1', start, end)
      case 0x2a: // *
        this.#at = end + 2
        return this.#openList(integerAt(buffer, start, end))
      case 0x2d: // -
        this.#at = end + 2
        return { error: buffer.toString('latin1', start, end) }
      default:
        throw new ProtocolError(`A reply cannot begin with byte ${buffer[this.#at]}`)
    }
  }

  #readBulk(length: number, from: number): string | null | typeof incomplete {
    if (length < 0) {
      this.#at = from
      return null
    }
    const to = from + length
    if (this.#buffer.length < to + 2) {
      this.#needed = to + 2 - this.#at
      return incomplete
    }
    this.#at = to + 2
    return this.#buffer.toString('latin1', from, to)
  }

  #openList(length: number): Reply | undefined {
    if (length < 0) return null
    if (length === 0) return []
    this.#open.push({ items: [], length })
    return undefined
  }
}

function integerAt(buffer: Buffer, from: number, to: number): number {
  const negative = buffer[from] === 0x2d
  let value = 0
  const first = negative ? from + 1 : from
  if (first >= to) throw new ProtocolError('A number is missing in the reply')
  for (let at = first; at < to; at++) {
    const digit = buffer[at]! - 0x30
    if (digit < 0 || digit > 9) throw new ProtocolError('A number of the reply is none')
    value = value * 10 + digit
  }
  return negative ? -value : value
}

function exactInteger(buffer: Buffer, from: number, to: number): number | string {
  const value = integerAt(buffer, from, to)
  return Number.isSafeInteger(value) ? value : buffer.toString('latin1', from, to)
}
