/** The type of a stream of events. */
export const eventStreamType = 'text/event-stream'

/** One message of a stream. */
export interface StreamMessage {
  /** The place to come again from; null: it says none. */
  readonly id: number | null
  /** What it carries; null: nothing but its place. */
  readonly data: string | null
}

/** Takes a stream apart into its messages; the comments that only say that the server lives are left out. */
export async function* messagesIn(chunks: AsyncIterable<string>): AsyncGenerator<StreamMessage> {
  let begun = ''
  for await (const chunk of chunks) {
    const blocks = (begun + chunk).split('\n\n')
    begun = blocks.pop() ?? ''
    for (const block of blocks) {
      const message = { id: idIn(block), data: field(block, 'data') }
      if (message.id !== null || message.data !== null) yield message
    }
  }
}

function idIn(block: string): number | null {
  const id = field(block, 'id')
  return id !== null && /^\d+$/.test(id) ? Number(id) : null
}

function field(block: string, name: string): string | null {
  const line = block.split('\n').find(each => each.startsWith(`${name}:`))
  return line === undefined ? null : line.slice(name.length + 1).replace(/^ /, '')
}
