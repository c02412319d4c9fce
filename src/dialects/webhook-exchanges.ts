import type { DeliveryOutcome, Webhook } from '../core/webhook.ts'
import type { NewWebhook, WebhookWithSecret } from '../core/webhooks.ts'

interface ById {
  readonly id: string
}

/** What a dialect may ask about webhooks: the question and its answer. */
export interface WebhookExchanges {
  addWebhook: { question: NewWebhook; answer: WebhookWithSecret }
  webhooks: { question: null; answer: readonly Webhook[] }
  webhook: { question: ById; answer: Webhook }
  removeWebhook: { question: ById; answer: Webhook }
  rotateWebhook: { question: ById; answer: WebhookWithSecret }
  retryWebhook: { question: ById; answer: Webhook }
  testWebhook: { question: ById; answer: DeliveryOutcome }
}
