import type { Clock } from '../core/clock.ts'
import type { Vault } from '../core/instance.ts'
import { liveSecrets, type DeliveryOutcome, type Webhook } from '../core/webhook.ts'
import { post, type PostParts } from './post.ts'
import { signMessage } from './signature.ts'

/** What a webhook is sent. */
export interface Message {
  /** The same however often it is sent, so that the receiver can drop doubles. */
  readonly id: string
  readonly body: string
}

/** Sends a message once, and tells what became of it. Never rejects. */
export type Send = (webhook: Webhook, message: Message, signal: AbortSignal) => Promise<DeliveryOutcome>

export interface SendParts extends Pick<PostParts, 'policy' | 'resolve'> {
  readonly vault: Pick<Vault, 'open'>
  readonly clock: Pick<Clock, 'now' | 'after'>
}

/** Makes what signs and posts messages. */
export function createSend({ vault, clock, policy, resolve }: SendParts): Send {
  return async (webhook, { id, body }, signal) => {
    const now = clock.now()
    const secrets = openSecrets(vault, webhook, now)
    if (secrets === null) return { taken: false, problem: { code: 'secret_sealed', detail: '' } }
    const timestampSeconds = Math.floor(now / 1000)
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'Stepwell',
      'webhook-id': id,
      'webhook-timestamp': String(timestampSeconds),
      'webhook-signature': signMessage({ id, timestampSeconds, body }, secrets),
    }
    return post({ url: webhook.url, headers, body }, { policy, resolve, clock, signal })
  }
}

/** Null: the key ring is another one. */
function openSecrets(vault: Pick<Vault, 'open'>, webhook: Webhook, now: number): readonly string[] | null {
  try {
    return liveSecrets(webhook, now).map(sealed => vault.open(webhook.id, sealed))
  } catch {
    return null
  }
}
