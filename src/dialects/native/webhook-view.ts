import type { Instance } from '../../core/instance.ts'
import type { Notice } from '../../core/notice.ts'
import type { Task } from '../../core/task.ts'
import {
  webhookState,
  type DeliveryOutcome,
  type DeliveryProblem,
  type Told,
  type Webhook,
} from '../../core/webhook.ts'
import { fill, type Language } from '../../core/words.ts'
import { stalledWords, taskStatusWords } from '../../words/statuses.ts'
import { deliveryProblemWords, webhookStateWords } from '../../words/webhooks.ts'
import { inWords, type ViewContext } from '../view.ts'
import { moment, momentOrNull } from './moment.ts'
import { failureView, stallView } from './task-view.ts'
import type { WebhookMessage, WebhookTestMessage, WebhookTestView, WebhookView } from './webhook-schema.ts'

const problemView = ({ code, detail }: DeliveryProblem, context: Pick<ViewContext, 'language'>) => ({
  code,
  message: fill(inWords(deliveryProblemWords[code], context), { detail }),
})

const toldView = ({ event, task, kind, at }: Told) => ({ event, task, kind, at: moment(at) })

/** A webhook. Its secret is never shown, the path and query of its address to administrators only. */
export function webhookView(webhook: Webhook, context: ViewContext): WebhookView {
  const { delivery, formerSecret } = webhook
  const state = webhookState(webhook)
  return {
    id: webhook.id,
    url: context.administrator ? webhook.url : new URL(webhook.url).origin,
    kinds: webhook.kinds,
    language: webhook.language,
    state,
    stateText: inWords(webhookStateWords[state], context),
    createdAt: moment(webhook.createdAt),
    createdBy: webhook.createdBy,
    disabledAt: momentOrNull(webhook.disabledAt),
    deadSince: momentOrNull(webhook.deadSince),
    lastTakenAt: momentOrNull(webhook.lastTakenAt),
    waiting:
      delivery === null
        ? null
        : {
            ...toldView(delivery),
            tries: delivery.tries,
            nextTryAt: moment(delivery.nextTryAt),
            problem: problemView(delivery.problem, context),
          },
    givenUp: webhook.givenUp.map(given => ({
      ...toldView(given),
      tries: given.tries,
      givenUpAt: moment(given.givenUpAt),
      problem: problemView(given.problem, context),
      again: given.again,
    })),
    formerSecretUntil:
      formerSecret !== null && formerSecret.until > context.now ? moment(formerSecret.until) : null,
  }
}

/** What became of a test. */
export function webhookTestView(outcome: DeliveryOutcome, context: ViewContext): WebhookTestView {
  return outcome.taken
    ? { taken: true, status: outcome.status, problem: null }
    : { taken: false, status: null, problem: problemView(outcome.problem, context) }
}

/** What is posted to a webhook: an event, and how its task stood then. Null: the instance is no longer registered. */
export function webhookMessage(
  { event, kind, at, attempt, percent, failure, stall }: Notice,
  task: Task,
  instance: Instance | null,
  language: Language,
): WebhookMessage {
  const context = { language }
  const { id, project, service, operation } = task
  const words = kind === 'stalled' ? stalledWords : taskStatusWords[kind]
  return {
    type: `task.${kind}`,
    timestamp: moment(at),
    data: {
      event,
      task: {
        id,
        project,
        service,
        instance: { id: task.instance, name: instance?.name ?? null },
        operation: { ...operation, title: inWords(operation.title, context) },
        status: kind === 'stalled' ? 'running' : kind,
        statusText: inWords(words, context),
        percent,
        attempt,
        failure: failureView(failure, context),
        stall: stall === null ? null : stallView(stall, context),
      },
    },
  }
}

/** What is posted to try a webhook out. */
export function webhookTestMessage({ id }: Webhook, at: number): WebhookTestMessage {
  return { type: 'webhook.test', timestamp: moment(at), data: { webhook: id } }
}
