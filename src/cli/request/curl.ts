import { isKeyToken } from '../../access/keys.ts'
import { signRequest } from '../../access/sign.ts'
import { namingService, type WireRequest } from './wire-request.ts'

/** A request as a curl command, with placeholders for what is secret or holds for minutes only; null: no token is known. */
export function asCurl(request: WireRequest, token: string | null): string {
  const { method, path, origin, server, headers, body, native } = request
  const comesWithToken = native || token !== null
  const shown = comesWithToken
    ? [...Object.entries(namingService(request)).map(quoteHeader), tokenFromEnvironment(token)]
    : Object.entries(signedForm({ method, url: origin + path, headers })).map(quoteHeader)
  const lines = [
    `curl -X ${method} ${quote(server + path)}`,
    ...shown.map(header => `-H ${header}`),
    ...(body === null ? [] : [`--data-binary ${quote(body)}`]),
  ]
  return lines.join(' \\\n  ')
}

/** The header of the token in the environment, which is shown nowhere. */
const tokenFromEnvironment = (token: string | null): string =>
  token === null || isKeyToken(token)
    ? '"Authorization: Bearer $STEPWELL_TOKEN"'
    : '"X-Auth-Token: $STEPWELL_TOKEN"'

/** Headers of the signed request; which ones are signed is real, whose signature it is is not. */
function signedForm(
  request: Pick<WireRequest, 'method' | 'headers'> & { readonly url: string },
): Record<string, string> {
  const noBody = new Uint8Array()
  const signed = signRequest({ ...request, body: noBody, accessKey: '<access key>', secretKey: '', nowMs: 0 })
  const authorization = signed.headers['Authorization'] ?? ''
  return {
    ...signed.headers,
    'X-Sdk-Date': '<date: YYYYMMDDTHHMMSSZ>',
    Authorization: authorization.replace(/Signature=.*/, 'Signature=<signature>'),
  }
}

const quoteHeader = ([name, value]: readonly [string, string]): string => quote(`${name}: ${value}`)

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
