import type { Language } from '../core/words.ts'
import type { Method } from './reply.ts'

/**
 * A command that asks an API as the official SDKs do. `HOST`, `DATE` (as in `20260617T073842Z`), `ACCESS_KEY` and
 * `SIGNATURE` stand for what only who runs it can say: a signature is good for a few minutes, and made with a secret key.
 */
export function curlOf(method: Method, path: string, language: Language): string {
  const headers = [
    `X-Language: ${language}`,
    'X-Sdk-Date: DATE',
    'Authorization: SDK-HMAC-SHA256 Access=ACCESS_KEY, SignedHeaders=host;x-language;x-sdk-date, Signature=SIGNATURE',
  ]
  return [
    `curl --request ${method} 'https://HOST${path}'`,
    ...headers.map(header => `  --header '${header}'`),
  ].join(' \\\n')
}
