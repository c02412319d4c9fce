import { get as getPlain } from 'node:http'
import { get as getSecure } from 'node:https'

/** An answer to a GET. */
export interface HttpAnswer {
  readonly text: string
  /** The Date header; null: it has none. */
  readonly date: string | null
}

/** Gets a page, whatever its status, within a time; not by fetch, which refuses the ports that browsers refuse. */
export function httpGet(url: URL, limitMs: number): Promise<HttpAnswer> {
  const get = url.protocol === 'https:' ? getSecure : getPlain
  const options = { signal: AbortSignal.timeout(limitMs), agent: false }
  return new Promise((resolve, reject) => {
    const request = get(url, options, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ text: Buffer.concat(chunks).toString(), date: response.headers.date ?? null }),
      )
    })
    request.on('error', reject)
  })
}
