import { pause, type Clock } from '../core/clock.ts'
import type { EventFeed } from '../core/event-feed.ts'
import type { FeedEvent } from '../core/event.ts'
import type { Store } from '../core/store.ts'
import { changeWebhook, type WebhookChange } from '../core/webhook-store.ts'
import {
  afterEvent,
  afterFailed,
  afterFailedAgain,
  afterTaken,
  forget,
  nextAgain,
  waitLeftMs,
  type DeliveryOutcome,
  type Told,
  type Webhook,
} from '../core/webhook.ts'
import type { Language } from '../core/words.ts'
import type { Message, Send } from './send.ts'
import { tellingOf, type Telling } from './telling.ts'

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
  { id, project, kinds, afterId }: Webhook,
  { store, feed, clock, random, send, language, log }: CourierParts,
  over: () => void,
): Courier {
  const ended = new AbortController()
  let waiting = new AbortController()
  /** Up to here events are done with. */
  let place = afterId
  let kept = { place, atMs: clock.elapsed() }
  /** What became of a try, as long as it is not stored: the message is not sent again only because the disk is full. */
  let unstored: { readonly event: number; readonly outcome: DeliveryOutcome } | null = null
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
    const telling = await tellingOf(event, store, language)
    if (telling !== null && kinds.includes(telling.notice.kind)) await deliver(telling)
  }

  /** Sends a message until it was taken or given up; it has the same id in every try, also after a restart. */
  async function deliver({ notice, message }: Telling): Promise<void> {
    let hasWaited = false
    for (;;) {
      // Before the webhook is read: who asks to try now, from here on, need not wait.
      const asked = (waiting = new AbortController())
      await sendAgain()
      const webhook = await store.findWebhook(id)
      if (webhook === null || ended.signal.aborted) return
      const leftMs = waitLeftMs(webhook, notice, clock.now())
      if (leftMs > 0 && !hasWaited) {
        await pause(clock, leftMs, AbortSignal.any([asked.signal, ended.signal]))
        // Then it is tried, even if the clock was set back meanwhile.
        hasWaited = !asked.signal.aborted
        continue
      }
      hasWaited = false
      const outcome = await tryOnce(notice, webhook, message)
      if (ended.signal.aborted) return
      const change = await record(outcome, before => {
        const now = clock.now()
        if (outcome.taken) return afterTaken(before, notice, now)
        return afterFailed(before, notice, outcome.problem, { now, random: random() })
      })
      if (change?.after.delivery === null) return
    }
  }

  /** Sends what a person has asked to be sent again, each once. */
  async function sendAgain(): Promise<void> {
    for (;;) {
      const webhook = await store.findWebhook(id)
      const given = webhook === null ? null : nextAgain(webhook)
      if (webhook === null || given === null || ended.signal.aborted) return
      const [event] = await store.history(given.task, given.event - 1, 1)
      const told = event?.id === given.event ? await tellingOf({ ...event, project }, store, language) : null
      if (told === null) {
        await changeWebhook(store, id, before => forget(before, given))
        continue
      }
      const outcome = await tryOnce(given, webhook, told.message)
      if (ended.signal.aborted) return
      await record(outcome, before => {
        const now = clock.now()
        return outcome.taken
          ? afterTaken(before, given, now)
          : afterFailedAgain(before, given, outcome.problem, now)
      })
    }
  }

  async function tryOnce(
    { event }: Told,
    webhook: Webhook,
    message: Telling['message'],
  ): Promise<DeliveryOutcome> {
    if (unstored?.event !== event) unstored = { event, outcome: await renderAndSend(webhook, message) }
    return unstored.outcome
  }

  /** What cannot be rendered is tried and given up like what is not taken: it must not keep back what comes behind it. */
  async function renderAndSend(webhook: Webhook, message: Telling['message']): Promise<DeliveryOutcome> {
    let rendered: Message
    try {
      rendered = message(webhook)
    } catch (error) {
      return { taken: false, problem: { code: 'not_rendered', detail: String(error) } }
    }
    return send(webhook, rendered, ended.signal)
  }

  /** Stores what became of a try; says once that a webhook is dead, and once that it is not any more. */
  async function record(
    outcome: DeliveryOutcome,
    change: (webhook: Webhook) => Webhook,
  ): Promise<WebhookChange | null> {
    const changed = await changeWebhook(store, id, change)
    unstored = null
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
