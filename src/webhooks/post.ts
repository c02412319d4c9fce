import { request as requestPlain, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { Clock } from '../core/clock.ts'
import type { DeliveryOutcome, DeliveryProblem } from '../core/webhook.ts'
import type { AddressPolicy } from './address-policy.ts'
import { AddressRefused, guardedLookup, type Resolve } from './guarded-lookup.ts'
import { literalAddress } from './target.ts'

/** What is posted. */
export interface Posting {
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

export interface PostParts {
  readonly policy: AddressPolicy
  readonly resolve: Resolve
  readonly clock: Pick<Clock, 'after'>
  /** Ends it early; what it gives then means nothing. */
  readonly signal: AbortSignal
}

/** Within this time a receiver has to answer: name, connection and answer together. */
export const timeLimitSeconds = 15

/** So much of an answer is read, so that the receiver sees its answer taken; nobody looks at it. */
const mostAnswerBytes = 16 * 1024

/** Posts a message on a connection of its own, and tells what became of it. Redirects are not followed. Never rejects. */
export async function post(
  { url: text, headers, body }: Posting,
  parts: PostParts,
): Promise<DeliveryOutcome> {
  const { policy, resolve, clock, signal } = parts
  const url = new URL(text)
  const secure = url.protocol === 'https:'
  const address = literalAddress(url)
  // The lookup of a connection is not asked about what is an address already.
  if (address !== null && !policy.allows(address, secure)) return failed('address_refused', address)
  const over = new AbortController()
  const timer = clock.after(timeLimitSeconds * 1000, () => over.abort())
  try {
    const request = (secure ? requestSecure : requestPlain)(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
      // Of its own, so that no connection is used whose address was not looked at for this message.
      agent: false,
      lookup: guardedLookup(resolve, policy, secure),
      rejectUnauthorized: true,
      signal: AbortSignal.any([over.signal, signal]),
    })
    request.end(body)
    const answer = await answerOf(request)
    await readSome(answer)
    return outcomeOf(answer.statusCode!)
  } catch (error) {
    if (over.signal.aborted) return failed('late', String(timeLimitSeconds))
    return { taken: false, problem: problemOf(error, url) }
  } finally {
    timer.cancel()
  }
}

const failed = (code: DeliveryProblem['code'], detail: string): DeliveryOutcome => ({
  taken: false,
  problem: { code, detail },
})

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', reject)
    request.on('close', () => reject(new Error('closed')))
  })
}

/** The status is what counts: an answer that is too long, or breaks, or does not come to its end, was one all the same. */
async function readSome(answer: IncomingMessage): Promise<void> {
  let readBytes = 0
  try {
    for await (const chunk of answer) {
      readBytes += (chunk as Buffer).length
      if (readBytes > mostAnswerBytes) break
    }
  } catch {
    // Whatever it was, the receiver has said before whether it has the message.
  } finally {
    answer.destroy()
  }
}

function outcomeOf(status: number): DeliveryOutcome {
  if (status >= 200 && status < 300) return { taken: true, status }
  if (status === 410) return failed('gone', '410')
  return failed(status >= 300 && status < 400 ? 'redirected' : 'answered', String(status))
}

function problemOf(error: unknown, { hostname }: URL): DeliveryProblem {
  if (error instanceof AddressRefused) return { code: 'address_refused', detail: error.addresses.join(', ') }
  const { code = 'closed' } = error as NodeJS.ErrnoException
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA')
    return { code: 'unknown_host', detail: `${hostname} (${code})` }
  return { code: isOfCertificate(code) ? 'untrusted' : 'unanswered', detail: code }
}

/** As OpenSSL names what it finds wrong with a chain, and Node with a name. */
const isOfCertificate = (code: string): boolean => /CERT|SELF_SIGNED|ISSUER|VERIFY/.test(code)
