import { createHmac } from 'node:crypto'

/**
 * Standard Webhooks 1.0, symmetric: secrets of at least 24 random bytes, serialized as base64 behind `whsec_`;
 * HMAC-SHA256 over `id.timestamp.body`, as `v1,` and base64.
 */
const prefix = 'whsec_'
const secretBytes = 32

/** Makes a secret. */
export function newWebhookSecret(random: (size: number) => Uint8Array): string {
  return `${prefix}${Buffer.from(random(secretBytes)).toString('base64')}`
}

/** A message as it is signed: its id holds no full stop. */
export interface Signable {
  readonly id: string
  /** Of the try, in whole seconds since the epoch. */
  readonly timestampSeconds: number
  readonly body: string
}

/** The value of `webhook-signature`: a signature for each secret. A receiver is content with any. */
export function signMessage({ id, timestampSeconds, body }: Signable, secrets: readonly string[]): string {
  return secrets
    .map(secret => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${timestampSeconds}.${body}`).digest('base64')}`
    })
    .join(' ')
}
