import { isIP } from 'node:net'
import { fillWords, type Words } from '../core/words.ts'
import { webhookTargetWords } from '../words/webhooks.ts'
import type { AddressPolicy } from './address-policy.ts'

/** The IP address that a URL names itself; null: it names a host. Every spelling of an address has become the usual one. */
export function literalAddress({ hostname }: URL): string | null {
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 ? null : host
}

/**
 * Why messages may not be posted to a URL; null: they may, as far as it tells. Where a name leads is looked at when a message
 * is sent, each time: it may lead elsewhere then.
 */
export function targetProblem(text: string, policy: AddressPolicy): Words | null {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return webhookTargetWords.malformed
  if (url.username !== '' || url.password !== '') return webhookTargetWords.credentials
  const secure = url.protocol === 'https:'
  if (!secure && !policy.allowsPlain) return webhookTargetWords.plain
  const address = literalAddress(url)
  if (address === null || policy.allows(address, secure)) return null
  return fillWords(webhookTargetWords.refused, { address })
}
