import { signRequest } from '../../src/access/sign.ts'
import type { StepwellProcess } from '../scenario/stepwell-process.ts'

/** What a service answered. */
export interface SignedAnswer<Body> {
  readonly status: number
  readonly body: Body
}

/** Asks a service's API of a running server as its first administrator, signed as an SDK signs. */
export type AskSigned = <Body>(
  method: string,
  path: string,
  /** Sent as JSON; left out: no body is. */
  sent?: object,
) => Promise<SignedAnswer<Body>>

/** Makes what asks: in a path `{project_id}` is the administrator's own. `headers`: more than an SDK sends. */
export async function signedClient(
  stepwell: StepwellProcess,
  more: Readonly<Record<string, string>> = {},
): Promise<AskSigned> {
  const { accessKey, secretKey, project } = await stepwell.credentials()
  return async <Body>(method: string, path: string, sent?: object) => {
    const body = new TextEncoder().encode(sent === undefined ? '' : JSON.stringify(sent))
    const { url, headers } = signRequest({
      method,
      url: `${stepwell.url}${path.replace('{project_id}', project)}`,
      headers: { 'Content-Type': 'application/json', ...more },
      body,
      accessKey,
      secretKey,
      nowMs: Date.now(),
    })
    const answer = await fetch(url, { method, headers, ...(sent === undefined ? {} : { body }) })
    const text = await answer.text()
    return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as Body }
  }
}
