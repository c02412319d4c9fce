import type { Language } from './words.ts'

/** What a webhook may tell of a task. */
export const webhookKinds = ['succeeded', 'failed', 'cancelled', 'stalled', 'paused'] as const
export type WebhookKind = (typeof webhookKinds)[number]

/** Why a message did not arrive. The words are in `words/webhooks.ts`; the comment says what its detail is. */
export const deliveryProblems = [
  'answered', // with anything but success: the status
  'redirected', // the status; a redirect is not followed
  'gone', // 410: the receiver wants no more messages
  'late', // seconds that were waited
  'unanswered', // the connection's own code, as in ECONNREFUSED
  'untrusted', // what is wrong with the certificate
  'unknown_host', // the name
  'address_refused', // the addresses, none of which a message may go to
  'secret_sealed', // '': the key ring does not open its secret
  'not_rendered', // what was thrown: a fault of ours
] as const
export interface DeliveryProblem {
  readonly code: (typeof deliveryProblems)[number]
  /** Never holds a secret: it is shown and logged. */
  readonly detail: string
}

/** What became of one try. */
export type DeliveryOutcome =
  /** The HTTP status it was taken with. */
  | { readonly taken: true; readonly status: number }
  | { readonly taken: false; readonly problem: DeliveryProblem }

/** What a message tells of: an event of a task. */
export interface Told {
  /** Id of the event. */
  readonly event: number
  readonly task: string
  readonly kind: WebhookKind
  /** When it happened. */
  readonly at: number
}

/** A message that waits for its next try. */
export interface Delivery extends Told {
  /** How often it has been tried. */
  readonly tries: number
  readonly nextTryAt: number
  readonly problem: DeliveryProblem
  /** A person has asked for it to be tried at once, and it has not been yet; `nextTryAt` holds all the same. */
  readonly asked: boolean
}

/** A message that was tried as often as it may be. */
export interface GivenUp extends Told {
  readonly tries: number
  readonly givenUpAt: number
  readonly problem: DeliveryProblem
  /** A person has asked for it to be sent again, and it has not been yet. */
  readonly again: boolean
}

/** An address that is told what happens to the tasks of a project. */
export interface Webhook {
  readonly id: string
  readonly project: string
  /** Its path and query may hold a secret of the receiver: shown to administrators only, and logged nowhere. */
  readonly url: string
  readonly kinds: readonly WebhookKind[]
  /** Null: the server's. */
  readonly language: Language | null
  /** What messages are signed with, sealed with the webhook's id as record id. */
  readonly sealedSecret: string
  /** The secret before the last rotation: until then it signs, too. Null: it was never rotated. */
  readonly formerSecret: { readonly sealed: string; readonly until: number } | null
  readonly createdAt: number
  /** Who has added it: an access key, or the name of a user who has signed in with a password. */
  readonly createdBy: string
  /** Since when nothing is sent, because the receiver said that it wants no more; null: it is in use. */
  readonly disabledAt: number | null
  /** Its place: id of the last event that is done with, be it told, given up or none of its kinds. */
  readonly afterId: number
  /** Null: nothing waits for another try. */
  readonly delivery: Delivery | null
  /** The last {@link givenUpKept}, the newest last. */
  readonly givenUp: readonly GivenUp[]
  /** Since when messages are given up and none is taken; null: the last one was taken, or there was none. */
  readonly deadSince: number | null
  /** Null: it has never taken one. */
  readonly lastTakenAt: number | null
  /** Grows by one with every change. */
  readonly revision: number
}

/** How many webhooks a project may have: each of them reads all events of it. */
export const mostWebhooks = 20

/** How many messages that were given up are remembered for a webhook. */
export const givenUpKept = 100

/** How long the secret before a rotation still signs: time to tell all receivers the new one. */
export const formerSecretKeptMs = 24 * 60 * 60 * 1000

/** How it stands with a webhook. */
export const webhookStates = ['working', 'retrying', 'dead', 'disabled'] as const
export type WebhookState = (typeof webhookStates)[number]

/** Dead: a message was given up, and none has been taken since. */
export function webhookState({ disabledAt, deadSince, delivery }: Webhook): WebhookState {
  if (disabledAt !== null) return 'disabled'
  if (deadSince !== null) return 'dead'
  return delivery === null ? 'working' : 'retrying'
}

const secondMs = 1000
const minuteMs = 60 * secondMs
/** Waits between the tries of one message: about 2 hours 43 minutes in all. */
const waitsMs = [5 * secondMs, 30 * secondMs, 2 * minuteMs, 10 * minuteMs, 30 * minuteMs, 120 * minuteMs]

/** No try is further away than that, whatever a clock that was set says. */
export const longestWaitMs = 1.2 * Math.max(...waitsMs)

/**
 * How long the next try waits, in milliseconds, after so many; null: there is none. `random` (0 to 1) moves it by up to a
 * fifth, so that receivers that failed together are not all asked again together.
 */
export function nextTryDelayMs(tries: number, random: number): number | null {
  const waitMs = waitsMs[tries - 1]
  return waitMs === undefined ? null : Math.round(waitMs * (0.8 + 0.4 * random))
}

/** What messages are signed with now, the newest first, each sealed. */
export function liveSecrets({ sealedSecret, formerSecret }: Webhook, now: number): readonly string[] {
  return formerSecret !== null && formerSecret.until > now
    ? [sealedSecret, formerSecret.sealed]
    : [sealedSecret]
}

/** How long a message still waits before it is tried, in milliseconds; 0: not at all. */
export function waitLeftMs({ delivery }: Webhook, { event }: Told, now: number): number {
  if (delivery?.event !== event || delivery.asked) return 0
  return Math.min(longestWaitMs, Math.max(0, delivery.nextTryAt - now))
}

/** The webhook after events that it has nothing to tell of, or not any more: their task may have been removed. */
export function afterEvent(webhook: Webhook, event: number): Webhook {
  const afterId = Math.max(webhook.afterId, event)
  const isOver = webhook.delivery !== null && webhook.delivery.event <= event
  return { ...webhook, afterId, delivery: isOver ? null : webhook.delivery }
}

/** The webhook after its receiver has taken a message. */
export function afterTaken(webhook: Webhook, { event }: Told, now: number): Webhook {
  return {
    ...afterEvent(webhook, event),
    givenUp: webhook.givenUp.filter(other => other.event !== event),
    deadSince: null,
    lastTakenAt: now,
  }
}

/** The webhook after a try that has failed: it is tried again, or given up so that what comes next may have its turn. */
export function afterFailed(
  webhook: Webhook,
  told: Told,
  problem: DeliveryProblem,
  { now, random }: { readonly now: number; readonly random: number },
): Webhook {
  const before = webhook.delivery?.event === told.event ? webhook.delivery : null
  // A try that a person has asked for takes none of those that come by themselves.
  if (before?.asked && problem.code !== 'gone')
    return { ...webhook, delivery: { ...before, problem, asked: false } }
  const tries = (before?.tries ?? 0) + 1
  const delayMs = problem.code === 'gone' ? null : nextTryDelayMs(tries, random)
  if (delayMs !== null)
    return { ...webhook, delivery: { ...told, tries, nextTryAt: now + delayMs, problem, asked: false } }
  const givenUp = { ...told, tries, givenUpAt: now, problem, again: false }
  return {
    ...afterEvent(withoutSuccess(webhook, problem, now), told.event),
    givenUp: [...webhook.givenUp, givenUp].slice(-givenUpKept),
  }
}

/** Answers by which not the message is refused, but whatever comes now: too many, or there is nobody behind a proxy. */
const refusesAll: ReadonlySet<string> = new Set(['429', '502', '503', '504'])

/** Whether a message fails for what it is itself, so that others may be taken. */
const isOfMessage = ({ code, detail }: DeliveryProblem): boolean =>
  code === 'not_rendered' || (code === 'answered' && !refusesAll.has(detail))

/**
 * The message to be sent again next; null: none is. Those that have failed last come last: one that is never taken does not
 * keep those behind it from their turn.
 */
export function nextAgain({ givenUp }: Webhook): GivenUp | null {
  const [first = null] = givenUp
    .filter(({ again }) => again)
    .toSorted((one, other) => one.givenUpAt - other.givenUpAt)
  return first
}

/** The webhook after a message that was sent again has failed: the others go on, unless they would fare no better now. */
export function afterFailedAgain(
  webhook: Webhook,
  { event }: Told,
  problem: DeliveryProblem,
  now: number,
): Webhook {
  const givenUp = webhook.givenUp.map(other =>
    other.event === event
      ? { ...other, tries: other.tries + 1, givenUpAt: now, problem, again: false }
      : { ...other, again: other.again && isOfMessage(problem) },
  )
  return { ...withoutSuccess(webhook, problem, now), givenUp }
}

const withoutSuccess = (webhook: Webhook, { code }: DeliveryProblem, now: number): Webhook => ({
  ...webhook,
  deadSince: webhook.deadSince ?? now,
  disabledAt: code === 'gone' ? now : webhook.disabledAt,
})

/** The webhook without a message that was given up and cannot be told any more: its task was removed. */
export function forget(webhook: Webhook, { event }: Told): Webhook {
  return { ...webhook, givenUp: webhook.givenUp.filter(other => other.event !== event) }
}

/** The webhook after a person has asked to try everything now: what waits, and what was given up. */
export function askAgain(webhook: Webhook, now: number): Webhook {
  return {
    ...webhook,
    disabledAt: null,
    // One whose time has come is tried anyway, as one of those that are counted.
    delivery:
      webhook.delivery === null ? null : { ...webhook.delivery, asked: webhook.delivery.nextTryAt > now },
    givenUp: webhook.givenUp.map(other => ({ ...other, again: true })),
  }
}

/** The webhook with a new secret. */
export function rotateSecret(webhook: Webhook, sealedSecret: string, now: number): Webhook {
  const formerSecret = { sealed: webhook.sealedSecret, until: now + formerSecretKeptMs }
  return { ...webhook, sealedSecret, formerSecret }
}
