import type { FeedEvent } from '../core/event.ts'
import { noticeOf, type Notice } from '../core/notice.ts'
import type { Store } from '../core/store.ts'
import type { Webhook } from '../core/webhook.ts'
import type { Language } from '../core/words.ts'
import { webhookMessage } from '../dialects/native/webhook-view.ts'
import type { Message } from './send.ts'

/** What is told of an event, and the message that does. */
export interface Telling {
  readonly notice: Notice
  readonly message: (webhook: Webhook) => Message
}

/** Most events are none to be told of, and need no look at their task. */
const told: ReadonlySet<FeedEvent['event']['type']> = new Set([
  'ended',
  'cancelRequested',
  'stalled',
  'paused',
  'pauseRequested',
  'workerLost',
  'yielded',
])

/** What is told of an event, in the webhook's language or else this one. Null: nothing, or its task was removed. */
export async function tellingOf(
  event: FeedEvent,
  store: Pick<Store, 'find' | 'findInstance'>,
  language: Language,
): Promise<Telling | null> {
  if (!told.has(event.event.type)) return null
  const task = await store.find(event.task)
  const notice = task === null ? null : noticeOf(event, task)
  if (task === null || notice === null) return null
  const instance = await store.findInstance(task.instance)
  return {
    notice,
    message: webhook => ({
      id: `${task.id}_${event.id}`,
      body: JSON.stringify(webhookMessage(notice, task, instance, webhook.language ?? language)),
    }),
  }
}
