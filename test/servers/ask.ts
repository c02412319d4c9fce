import { connect } from 'node:net'

/**
 * Sends one command on a connection of its own and gives the reply as it stands on the wire ('+PONG\r\n'). Only for
 * short replies: readiness and building a cluster. Rejects when the server refuses, is gone or is silent for too long.
 */
export function ask(
  port: number,
  command: readonly string[],
  options: { readonly password?: string; readonly timeoutMs?: number } = {},
): Promise<string> {
  const commands = options.password === undefined ? [command] : [['AUTH', options.password], command]
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const timer = setTimeout(
      () => socket.destroy(new Error(`127.0.0.1:${port} did not answer in time`)),
      options.timeoutMs ?? 2000,
    )
    let received = ''
    socket.on('connect', () => socket.write(commands.map(encode).join('')))
    socket.on('data', chunk => {
      received += chunk.toString('latin1')
      const replies = splitReplies(received)
      if (replies.length < commands.length) return
      resolve(replies.at(-1)!)
      socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(timer)
      reject(new Error(`127.0.0.1:${port} closed the connection`))
    })
  })
}

function encode(command: readonly string[]): string {
  return `*${command.length}\r\n${command.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`
}

/** Complete replies at the front of the text: lines, and bulk strings as their content. */
function splitReplies(text: string): readonly string[] {
  const replies: string[] = []
  let at = 0
  for (;;) {
    const end = text.indexOf('\r\n', at)
    if (end < 0) return replies
    if (text[at] !== '$') {
      replies.push(text.slice(at, end))
      at = end + 2
      continue
    }
    const from = end + 2
    const to = from + Number(text.slice(at + 1, end))
    if (text.length < to + 2) return replies
    replies.push(text.slice(from, to))
    at = to + 2
  }
}
