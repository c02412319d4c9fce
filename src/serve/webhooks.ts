import { randomBytes, randomUUID } from 'node:crypto'
import { lookup } from 'node:dns'
import type { Clock } from '../core/clock.ts'
import type { EventFeed } from '../core/event-feed.ts'
import type { Vault } from '../core/instance.ts'
import type { Network } from '../core/network.ts'
import type { Store } from '../core/store.ts'
import { createWebhooks, type Webhooks } from '../core/webhooks.ts'
import type { Language } from '../core/words.ts'
import { webhookTestMessage } from '../dialects/native/webhook-view.ts'
import { createAddressPolicy } from '../webhooks/address-policy.ts'
import type { WebhookLog } from '../webhooks/courier.ts'
import { startWebhookDeliveries } from '../webhooks/deliveries.ts'
import type { Resolve } from '../webhooks/guarded-lookup.ts'
import { createSend } from '../webhooks/send.ts'
import { newWebhookSecret } from '../webhooks/signature.ts'
import { targetProblem } from '../webhooks/target.ts'

export interface WebhookServiceParts {
  readonly store: Store
  readonly feed: Pick<EventFeed, 'subscribe'>
  readonly vault: Vault
  readonly clock: Clock
  readonly language: Language
  /** Where messages may go beside public addresses. */
  readonly networks: readonly Network[]
  readonly log: WebhookLog
  /** Resolves names; default: as the system does. */
  readonly resolve?: Resolve
}

/** The webhooks of a server. */
export interface WebhookService {
  /** What callers may ask. */
  readonly webhooks: Webhooks
  /** Sends nothing more, and settles once nothing is under way. */
  stop(): Promise<void>
}

/** Begins to send what webhooks have not been told yet, and assembles what callers may ask about them. */
export async function startWebhooks(parts: WebhookServiceParts): Promise<WebhookService> {
  const { store, vault, clock, log } = parts
  const policy = createAddressPolicy(parts.networks)
  const send = createSend({ vault, clock, policy, resolve: parts.resolve ?? lookup })
  const deliveries = await startWebhookDeliveries({ ...parts, send, random: Math.random })
  const stopped = new AbortController()
  const webhooks = createWebhooks({
    store,
    vault,
    newId: randomUUID,
    newSecret: () => newWebhookSecret(randomBytes),
    problemOf: url => targetProblem(url, policy),
    sendTest: webhook => {
      const body = JSON.stringify(webhookTestMessage(webhook, clock.now()))
      return send(webhook, { id: `test_${randomUUID()}`, body }, stopped.signal)
    },
    changed: deliveries.changed,
    log: (fields, text) => log.info(fields, text),
    now: clock.now,
  })
  return {
    webhooks,
    stop() {
      stopped.abort()
      return deliveries.stop()
    },
  }
}
