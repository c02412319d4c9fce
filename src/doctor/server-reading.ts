import { readServerUrl } from '../access/server-url-file.ts'
import { readinessParts, type ReadinessPart } from '../core/readiness.ts'
import { folderHolder } from '../store/folder-lock.ts'
import { objectionIn, type CertificateObjection } from '../tls/certificate-objection.ts'
import { httpGet } from './http-get.ts'

/** What was found of the server of a data folder. */
export type ServerReading =
  | { readonly state: 'stopped' }
  /** It ended without giving the folder back. Pid null: it is not written down. */
  | { readonly state: 'killed'; readonly pid: number | null }
  /**
   * It has the folder, for so long (milliseconds), and has not written down yet where it listens. Pid null: it has not written
   * that either.
   */
  | { readonly state: 'starting'; readonly pid: number | null; readonly ageMs: number }
  | { readonly state: 'silent'; readonly url: string; readonly why: string }
  /** It is not spoken to, for its certificate. */
  | { readonly state: 'objected'; readonly url: string; readonly objection: CertificateObjection }
  /** Something else answers there. */
  | { readonly state: 'foreign'; readonly url: string }
  | {
      readonly state: 'answers'
      readonly url: string
      readonly isReady: boolean
      /** What of it is not as it should be, as far as this version knows of it. */
      readonly missing: readonly ReadinessPart[]
      readonly version: string
      /** How far its clock is ahead of ours; null: it does not tell. */
      readonly clockAheadMs: number | null
    }

/** Longest wait for one answer. */
const limitMs = 5000

/** Looks for the server: where it is said to answer, else the one that has the folder. Never rejects. */
export async function readServer({
  folder,
  serverUrl,
  now,
}: {
  readonly folder: string
  readonly serverUrl: string | null
  readonly now: () => number
}): Promise<ServerReading> {
  if (serverUrl !== null) return ask(serverUrl, now)
  const { isHeld, pid, since } = folderHolder(folder)
  const url = readServerUrl(folder)
  // Who stops takes back what it has written down. A living process of that number is another one: numbers are used again.
  if (!isHeld) return pid === null && url === null ? { state: 'stopped' } : { state: 'killed', pid }
  return url === null ? { state: 'starting', pid, ageMs: now() - (since ?? now()) } : ask(url, now)
}

async function ask(url: string, now: () => number): Promise<ServerReading> {
  try {
    const askedAt = now()
    const ready = await get(url, '/v1/ready')
    const answeredAt = now()
    const told = ready.body as { readonly ready?: unknown; readonly missing?: unknown } | null
    const isReady = told?.ready
    const document = await get(url, '/v1/openapi.json')
    const version = (document.body as { readonly info?: { readonly version?: unknown } } | null)?.info
      ?.version
    if (typeof isReady !== 'boolean' || typeof version !== 'string') return { state: 'foreign', url }
    const clockAheadMs = ready.date === null ? null : ready.date - (askedAt + answeredAt) / 2
    return { state: 'answers', url, isReady, missing: partsIn(told?.missing), version, clockAheadMs }
  } catch (error) {
    const objection = await objectionIn(error, new URL(url))
    if (objection !== null) return { state: 'objected', url, objection }
    return { state: 'silent', url, why: reasonOf(error) }
  }
}

/** The parts that an answer names. */
function partsIn(missing: unknown): readonly ReadinessPart[] {
  const named = Array.isArray(missing)
    ? missing.map((each: { readonly part?: unknown } | null) => each?.part)
    : []
  return readinessParts.filter(part => named.includes(part))
}

async function get(
  url: string,
  path: string,
): Promise<{ readonly body: unknown; readonly date: number | null }> {
  const answer = await httpGet(new URL(path, url), limitMs)
  const date = Date.parse(answer.date ?? '')
  // A Date header is cut to the second: in the middle of it, it is right to half a one.
  return { body: parse(answer.text), date: Number.isNaN(date) ? null : date + 500 }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The system's code where there is one (ECONNREFUSED), else what was thrown. */
function reasonOf(error: unknown): string {
  const { name, message, code } = error as NodeJS.ErrnoException
  return name === 'AbortError' ? `no answer in ${limitMs / 1000} s` : (code ?? message)
}
