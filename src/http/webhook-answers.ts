import type { Webhooks } from '../core/webhooks.ts'
import type { WebhookExchanges } from '../dialects/webhook-exchanges.ts'
import type { Answers } from './answers.ts'

/** Answers what dialects ask about webhooks. */
export function webhookAnswers(webhooks: Webhooks): Pick<Answers, keyof WebhookExchanges> {
  return {
    addWebhook: (caller, webhook) => webhooks.add(caller, webhook),
    webhooks: caller => webhooks.list(caller),
    webhook: (caller, { id }) => webhooks.find(caller, id),
    removeWebhook: (caller, { id }) => webhooks.remove(caller, id),
    rotateWebhook: (caller, { id }) => webhooks.rotate(caller, id),
    retryWebhook: (caller, { id }) => webhooks.retry(caller, id),
    testWebhook: (caller, { id }) => webhooks.test(caller, id),
  }
}
