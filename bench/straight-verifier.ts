import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Verifies a signature in straight lines, as who writes a server for nothing else would: what ours is measured by. */
export function isSigned(request: IncomingMessage, accessKey: string, secretKey: string): boolean {
  const { authorization = '', 'x-sdk-date': date = '' } = request.headers
  const claim = /^SDK-HMAC-SHA256 Access=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    authorization,
  )
  if (claim === null || typeof date !== 'string') return false
  const [, access, signed = '', signature = ''] = claim
  const moment = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date)
  if (moment === null || access !== accessKey) return false
  const [, year, month, day, hour, minute, second] = moment.map(Number)
  const signedAt = Date.UTC(year!, month! - 1, day, hour, minute, second)
  if (Math.abs(Date.now() - signedAt) > 15 * 60_000) return false

  const [path = '', query = ''] = (request.url ?? '').split('?')
  const uri = `${path.split('/').map(recode).join('/')}${path.endsWith('/') ? '' : '/'}`
  const pairs = query.split('&').filter(part => part !== '')
  const sorted = pairs
    .map(part => {
      const equals = part.indexOf('=')
      return equals < 0
        ? `${recode(part)}=`
        : `${recode(part.slice(0, equals))}=${recode(part.slice(equals + 1))}`
    })
    .toSorted()
  const lines = signed.split(';').map(name => `${name}:${String(request.headers[name]).trim()}\n`)
  const parts = [request.method, uri, sorted.join('&'), lines.join(''), signed, sha256('')]
  const toSign = `SDK-HMAC-SHA256\n${date}\n${sha256(parts.join('\n'))}`
  const right = createHmac('sha256', secretKey).update(toSign).digest()
  return timingSafeEqual(right, Buffer.from(signature, 'hex'))
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex')

const recode = (text: string): string =>
  encodeURIComponent(decodeURIComponent(text)).replaceAll(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
