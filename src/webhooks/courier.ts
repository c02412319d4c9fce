import { pause, type Clock } from '../core/clock.ts'
import type { EventFeed } from '../core/event-feed.ts'
import type { FeedEvent } from '../core/event.ts'
import { noticeOf, type Notice } from '../core/notice.ts'
import type { Store } from '../core/store.ts'
import { changeWebhook, type WebhookChange } from '../core/webhook-store.ts'
import {
  afterEvent,
  afterFailed,
  afterFailedAgain,
  afterTaken,
  forget,
  longestWaitMs,
  type DeliveryOutcome,
  type Webhook,
} from '../core/webhook.ts'
import type { Language } from '../core/words.ts'
import { webhookMessage } from '../dialects/native/webhook-view.ts'
import type { Message, Send } from './send.ts'

export interface CourierParts {
  readonly store: Store
  readonly feed: Pick<EventFeed, 'subscribe'>
  readonly clock: Clock
  /** Between 0 and 1, for the wait between tries. */
  readonly random: () => number
  readonly send: Send
  /** The server's, for a webhook that has none. */
  readonly language: Language
  readonly log: WebhookLog
}

/** Where is written what becomes of webhooks; a pino logger is one. */
export interface WebhookLog {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
}

/** Sends one webhook its messages, in order and each until it was taken or given up, whatever becomes of other webhooks. */
export interface Courier {
  /** Tries at once what waits, and what a person has asked to be sent again. */
  tryNow(): void
  /** Sends nothing more, and settles once nothing is under way. */
  end(): Promise<void>
}

/** How often the place is stored while there is nothing to tell: what comes behind it is read again after a restart. */
const keepPlaceEveryMs = 60_000

/** Begins to lead a webhook through the events of its project, from its place. `over` is called when it was disabled. */
export function startCourier(
  { id, project, afterId }: Webhook,
  { store, feed, clock, random, send, language, log }: CourierParts,
  over: () => void,
): Courier {
  const ended = new AbortController()
  let waiting = new AbortController()
  /** Up to here events are done with. */
  let place = afterId
  let kept = { place, atMs: clock.elapsed() }
  let last: Promise<void> = Promise.resolve()

  function inOrder(act: () => Promise<void>): Promise<void> {
    const done = last.then(act)
    last = done.catch(() => {})
    return done
  }

  async function take(batch: readonly FeedEvent[]): Promise<void> {
    for (const event of batch) {
      // A batch that the store kept from being finished is given again.
      if (event.id > place) await consider(event)
      if (ended.signal.aborted) return
      place = Math.max(place, event.id)
    }
    if (clock.elapsed() - kept.atMs >= keepPlaceEveryMs) await keepPlace()
  }

  async function keepPlace(): Promise<void> {
    if (kept.place === place) return
    kept = { place, atMs: clock.elapsed() }
    await changeWebhook(store, id, webhook => afterEvent(webhook, place))
  }

  async function consider(event: FeedEvent): Promise<void> {
    if (!mayBeTold(event)) return
    const [webhook, told] = await Promise.all([store.findWebhook(id), tellingOf(event)])
    if (told !== null && webhook?.kinds.includes(told.notice.kind) === true) await deliver(told)
  }

  /** What is told of an event; null: nothing, or its task was removed. */
  async function tellingOf(event: FeedEvent): Promise<Telling | null> {
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

  /** Sends a message until it was taken or given up; it has the same id in every try, also after a restart. */
  async function deliver({ notice, message }: Telling): Promise<void> {
    for (;;) {
      // Before the webhook is read: who asks to try now, from here on, need not wait.
      const asked = (waiting = new AbortController())
      await sendAgain()
      const webhook = await store.findWebhook(id)
      if (webhook === null || ended.signal.aborted) return
      const { delivery } = webhook
      const waitMs = delivery?.event === notice.event ? delivery.nextTryAt - clock.now() : 0
      if (waitMs > 0) {
        const signal = AbortSignal.any([asked.signal, ended.signal])
        await pause(clock, Math.min(waitMs, longestWaitMs), signal)
        continue
      }
      const outcome = await send(webhook, message(webhook), ended.signal)
      if (ended.signal.aborted) return
      const change = await record(outcome, before => {
        const now = clock.now()
        if (outcome.taken) return afterTaken(before, notice, now)
        return afterFailed(before, notice, outcome.problem, { now, random: random() })
      })
      if (change?.after.delivery === null) return
    }
  }

  /** Sends what a person has asked to be sent again, each once; the first that fails ends it. */
  async function sendAgain(): Promise<void> {
    for (;;) {
      const webhook = await store.findWebhook(id)
      const given = webhook?.givenUp.find(({ again }) => again)
      if (webhook === null || given === undefined || ended.signal.aborted) return
      const [event] = await store.history(given.task, given.event - 1, 1)
      const told = event?.id === given.event ? await tellingOf({ ...event, project }) : null
      if (told === null) {
        await changeWebhook(store, id, before => forget(before, given))
        continue
      }
      const outcome = await send(webhook, told.message(webhook), ended.signal)
      if (ended.signal.aborted) return
      await record(outcome, before => {
        const now = clock.now()
        return outcome.taken
          ? afterTaken(before, given, now)
          : afterFailedAgain(before, given, outcome.problem, now)
      })
    }
  }

  /** Stores what became of a try; says once that a webhook is dead, and once that it is not any more. */
  async function record(
    outcome: DeliveryOutcome,
    change: (webhook: Webhook) => Webhook,
  ): Promise<WebhookChange | null> {
    const changed = await changeWebhook(store, id, change)
    if (changed === null) return null
    const { before, after } = changed
    const about = { webhook: id, project, origin: new URL(after.url).origin }
    if (!outcome.taken && after.disabledAt !== before.disabledAt)
      log.warn(
        { ...about, problem: outcome.problem },
        'a webhook was disabled: its receiver wants no more messages',
      )
    else if (!outcome.taken && after.deadSince !== before.deadSince)
      log.warn({ ...about, problem: outcome.problem }, 'a webhook is dead: a message was given up')
    else if (before.deadSince !== null && after.deadSince === null)
      log.info({ ...about, givenUp: after.givenUp.length }, 'a webhook takes messages again')
    if (after.disabledAt !== null) leave()
    return changed
  }

  function leave(): void {
    ended.abort()
    unsubscribe()
    over()
  }

  const failed = (error: unknown): void =>
    log.warn({ webhook: id, err: error }, 'a webhook could not be seen to')
  const unsubscribe = feed.subscribe(batch => inOrder(() => take(batch)), place, { project })
  inOrder(sendAgain).catch(failed)

  return {
    tryNow() {
      waiting.abort()
      inOrder(sendAgain).catch(failed)
    },
    async end() {
      ended.abort()
      unsubscribe()
      await last
      await keepPlace().catch(failed)
    },
  }
}

/** What is told of an event, and the message that does. */
interface Telling {
  readonly notice: Notice
  readonly message: (webhook: Webhook) => Message
}

/** Most events are none to be told of, and need no look at their task. */
const telling: ReadonlySet<FeedEvent['event']['type']> = new Set([
  'ended',
  'cancelRequested',
  'stalled',
  'paused',
  'pauseRequested',
  'workerLost',
  'yielded',
])
const mayBeTold = ({ event }: FeedEvent): boolean => telling.has(event.type)
