import { signRequest } from '../src/access/sign.ts'
import type { Language } from '../src/core/words.ts'
import type { KeptCredentials } from '../test/scenario/stepwell-process.ts'

/** Asks the DCS API for a task's progress, signed as the service's own SDKs sign. */
export async function readDcsDocument(
  server: string,
  credentials: KeptCredentials,
  task: { readonly id: string; readonly instance: { readonly id: string } },
  language: Language,
): Promise<unknown> {
  const path = `/v2/${credentials.project}/instances/${task.instance.id}/tasks/${task.id}/progress`
  const { url, headers } = signRequest({
    method: 'GET',
    url: new URL(path, server).href,
    headers: { 'X-Language': language },
    body: new Uint8Array(),
    accessKey: credentials.accessKey,
    secretKey: credentials.secretKey,
    nowMs: Date.now(),
  })
  // fetch sets Host by itself, and to the same.
  const { Host: _, ...sent } = headers
  const answer = await fetch(url, { headers: sent })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
