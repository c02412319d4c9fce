const lineFeed = 10
const delimiterLength = 40

/**
 * Skips the snapshot (RDB) that a full synchronisation begins with. It comes as `$<length>` and as many bytes, or as
 * `$EOF:<40 bytes>`, any number of bytes and the same 40 again; line feeds before it only keep the link alive.
 */
export class SnapshotReader {
  #head = ''
  #remaining: number | null = null
  #delimiter: Buffer | null = null
  #tail: Buffer = Buffer.alloc(0)
  #bytes = 0

  /** Bytes of the snapshot seen so far. */
  get bytes(): number {
    return this.#bytes
  }

  /** What follows the snapshot, or null when it is not over yet. Throws an Error when it has no such form. */
  read(chunk: Buffer): Buffer | null {
    let rest: Buffer | null = chunk
    if (this.#remaining === null && this.#delimiter === null) rest = this.#readHead(chunk)
    if (rest === null) return null
    return this.#delimiter === null ? this.#skipCounted(rest) : this.#skipDelimited(rest, this.#delimiter)
  }

  #readHead(chunk: Buffer): Buffer | null {
    let at = 0
    if (this.#head === '') while (chunk[at] === lineFeed) at++
    const end = chunk.indexOf(lineFeed, at)
    this.#head += chunk.toString('latin1', at, end < 0 ? chunk.length : end)
    if (this.#head.length > 256) throw new Error('the snapshot has no beginning')
    if (end < 0) return null
    const head = this.#head.trimEnd()
    if (head.startsWith('-')) throw new Error(`it gave up the snapshot: ${head.slice(1)}`)
    if (/^\$EOF:.{40}$/.test(head)) this.#delimiter = Buffer.from(head.slice(5), 'latin1')
    else if (/^\$\d+$/.test(head)) this.#remaining = Number(head.slice(1))
    else throw new Error('the snapshot begins with neither a length nor an end mark')
    return chunk.subarray(end + 1)
  }

  #skipCounted(chunk: Buffer): Buffer | null {
    const skipped = Math.min(this.#remaining!, chunk.length)
    this.#remaining = this.#remaining! - skipped
    this.#bytes += skipped
    return this.#remaining === 0 ? chunk.subarray(skipped) : null
  }

  #skipDelimited(chunk: Buffer, delimiter: Buffer): Buffer | null {
    // The mark may lie across chunks: keep what could be its beginning.
    const searched = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk])
    this.#bytes += chunk.length
    const found = searched.indexOf(delimiter)
    if (found >= 0) return searched.subarray(found + delimiterLength)
    this.#tail = Buffer.from(searched.subarray(Math.max(0, searched.length - delimiterLength + 1)))
    return null
  }
}
