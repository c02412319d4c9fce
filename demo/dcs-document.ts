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

/** The document as JSON, a step and a sub-step a line: what a person compares. */
export function documentLines(document: unknown): readonly string[] {
  const { step_details: steps, ...whole } = document as DcsDocument
  const inner = (value: object): string => JSON.stringify(value).slice(1, -1)
  return [
    `{ ${inner(whole)}, "step_details": [`,
    ...steps.flatMap(({ sub_step_details: parts, ...step }, index) => [
      `  { ${inner(step)}, "sub_step_details": [`,
      ...parts.map((part, at) => `    { ${inner(part)} }${at < parts.length - 1 ? ',' : ''}`),
      `  ] }${index < steps.length - 1 ? ',' : ''}`,
    ]),
    '] }',
  ]
}

interface DcsDocument {
  readonly step_details: readonly { readonly sub_step_details: readonly object[] }[]
}
