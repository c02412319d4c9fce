import type { Webhook, WebhookState } from './webhook.ts'

/** How many webhooks there are, over all projects. */
export interface WebhookCounts {
  readonly states: { readonly [state in WebhookState]: number }
  /** Messages that were given up and are remembered. */
  readonly givenUp: number
}

/** The part of a store that keeps webhooks. */
export interface WebhookStore {
  /** Null: there is none. */
  findWebhook(id: string): Promise<Webhook | null>
  /** The oldest first; of one project or of all. */
  listWebhooks(filter: { readonly project?: string }): Promise<readonly Webhook[]>
  /** Adds a webhook; false: its project has as many as it may ({@link mostWebhooks}). */
  addWebhook(webhook: Webhook): Promise<boolean>
  /** Replaces a webhook by its next revision; false: somebody wrote first, or it is gone. */
  replaceWebhook(webhook: Webhook): Promise<boolean>
  /** False: there is none. */
  removeWebhook(id: string): Promise<boolean>
  /** Cheap: it opens no webhook. */
  countWebhooks(): Promise<WebhookCounts>
}

/** A webhook before and after a change. */
export interface WebhookChange {
  readonly before: Webhook
  readonly after: Webhook
}

/** Changes a webhook as it is stored; decides again when somebody wrote first. Null: it is gone. */
export async function changeWebhook(
  store: Pick<WebhookStore, 'findWebhook' | 'replaceWebhook'>,
  id: string,
  change: (webhook: Webhook) => Webhook,
): Promise<WebhookChange | null> {
  for (;;) {
    const before = await store.findWebhook(id)
    if (before === null) return null
    const after = { ...change(before), revision: before.revision + 1 }
    if (await store.replaceWebhook(after)) return { before, after }
  }
}
