import type { Caller } from '../core/caller.ts'
import type { Webhooks } from '../core/webhooks.ts'
import type { WebhookExchanges } from '../dialects/webhook-exchanges.ts'

/** Answers what dialects ask about webhooks. */
export type WebhookAnswers = {
  readonly [Name in keyof WebhookExchanges]: (
    caller: Caller,
    question: WebhookExchanges[Name]['question'],
  ) => Promise<WebhookExchanges[Name]['answer']>
}

/** Puts the webhooks behind the questions of the dialects. */
export function webhookAnswers(webhooks: Webhooks): WebhookAnswers {
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
