import { Agent, request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

/** Reads of one address, again and again. */
export interface Reads extends Disposable {
  /** Reads for so long over a few connections; gives how many there were in a second. */
  perSecond(forMs: number): Promise<number>
}

const connections = 4

/** Makes connections that are kept. */
export function openReads(url: URL, token: string): Reads {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })

  async function ask(): Promise<void> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, { agent, headers: { Authorization: `Bearer ${token}` } })
        .on('response', resolve)
        .on('error', reject)
        .end()
    })
    await text(answer)
    if (answer.statusCode !== 200) throw new Error(`${url.pathname}: ${answer.statusCode}`)
  }

  return {
    async perSecond(forMs) {
      const since = performance.now()
      let reads = 0
      const readOn = async (): Promise<void> => {
        while (performance.now() - since < forMs) {
          await ask()
          reads += 1
        }
      }
      await Promise.all(Array.from({ length: connections }, readOn))
      return reads / ((performance.now() - since) / 1000)
    },
    [Symbol.dispose]: () => agent.destroy(),
  }
}
