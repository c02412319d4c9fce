import type { WebhookCounts } from '../core/webhook-store.ts'
import { mostWebhooks, webhookState, webhookStates, type Webhook } from '../core/webhook.ts'
import { byWord } from './by-word.ts'
import { frozenCopy } from './frozen-copy.ts'

/** The webhooks in memory. */
export interface KeptWebhooks {
  find(id: string): Webhook | null
  list(filter: { readonly project?: string }): readonly Webhook[]
  add(webhook: Webhook): boolean
  replace(webhook: Webhook): boolean
  remove(id: string): boolean
  count(): WebhookCounts
}

/** Makes the keeping of webhooks, without any. */
export function createMemoryWebhooks(): KeptWebhooks {
  /** In the order they were added. */
  const webhooks = new Map<string, Webhook>()
  const all = (): readonly Webhook[] => [...webhooks.values()]

  return {
    find: id => webhooks.get(id) ?? null,
    list: ({ project }) => all().filter(found => (project ?? found.project) === found.project),
    add(webhook) {
      if (all().filter(({ project }) => project === webhook.project).length >= mostWebhooks) return false
      webhooks.set(webhook.id, frozenCopy(webhook))
      return true
    },
    replace(webhook) {
      if (webhooks.get(webhook.id)?.revision !== webhook.revision - 1) return false
      webhooks.set(webhook.id, frozenCopy(webhook))
      return true
    },
    remove: id => webhooks.delete(id),
    count() {
      return {
        states: byWord(
          webhookStates,
          state => all().filter(webhook => webhookState(webhook) === state).length,
        ),
        givenUp: all().reduce((sum, { givenUp }) => sum + givenUp.length, 0),
      }
    },
  }
}
