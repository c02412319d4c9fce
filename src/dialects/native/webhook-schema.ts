import { Type } from 'typebox'
import { services, taskStatuses } from '../../core/task.ts'
import { webhookKinds, webhookStates } from '../../core/webhook.ts'
import { languages } from '../../core/words.ts'
import type { Shown } from '../shown.ts'
import { stallSchema } from './control-schema.ts'
import { failureSchema, moment, momentOrNull, nullable, taskOperationSchema } from './schema-parts.ts'

const kinds = Type.Array(Type.Enum([...webhookKinds]), { minItems: 1, uniqueItems: true })

/** Body of `POST /v1/webhooks`. */
export const newWebhookSchema = Type.Object(
  {
    url: Type.String({
      maxLength: 2000,
      description:
        'Where messages are posted to: https without user and password, at a public address or one that STEPWELL_WEBHOOKS_TO names.',
    }),
    kinds: Type.Optional(kinds),
    language: Type.Optional(Type.Enum([...languages], { description: "Default: the server's." })),
  },
  { additionalProperties: false },
)
export type NewWebhookBody = Shown<typeof newWebhookSchema>

/** Why a message did not arrive. */
const problemSchema = Type.Object({ code: Type.String(), message: Type.String() })

const toldProperties = {
  event: Type.Integer({ description: 'Id of the event.' }),
  task: Type.String({ description: 'Id of the task.' }),
  kind: Type.Enum([...webhookKinds]),
  at: moment,
  tries: Type.Integer({ minimum: 1 }),
}

const webhookProperties = {
  id: Type.String(),
  url: Type.String({
    description: 'Without path and query for a caller who is no administrator: they may hold a secret.',
  }),
  kinds,
  language: nullable(Type.Enum([...languages], { description: "Null: the server's." })),
  state: Type.Enum([...webhookStates], {
    description: 'Dead: a message was given up, and none has been taken since.',
  }),
  stateText: Type.String({ description: 'The state in words.' }),
  createdAt: moment,
  createdBy: Type.String({
    description: 'Who has added it: an access key, or the name of a user who has signed in with a password.',
  }),
  disabledAt: momentOrNull,
  deadSince: momentOrNull,
  lastTakenAt: nullable(
    Type.String({ format: 'date-time', description: 'When it has taken a message last.' }),
  ),
  waiting: nullable(
    Type.Object(
      { ...toldProperties, nextTryAt: moment, problem: problemSchema },
      { description: 'The message that waits for its next try; those that follow wait behind it.' },
    ),
  ),
  givenUp: Type.Array(
    Type.Object({
      ...toldProperties,
      givenUpAt: moment,
      problem: problemSchema,
      again: Type.Boolean({ description: 'Whether it is about to be sent again.' }),
    }),
    { description: 'Messages that were tried as often as they may be, the last 100, the newest last.' },
  ),
  formerSecretUntil: nullable(
    Type.String({
      format: 'date-time',
      description: 'Until when the secret before the last rotation signs, too; null: it does not.',
    }),
  ),
}

/** A webhook. */
export const webhookSchema = Type.Object({ ...webhookProperties })
export type WebhookView = Shown<typeof webhookSchema>

/** A webhook with its secret: the only answers that ever hold it. */
export const webhookWithSecretSchema = Type.Object({
  ...webhookProperties,
  secret: Type.String({
    description: 'What messages are signed with: `whsec_` and base64. It is never shown again.',
  }),
})
export type WebhookWithSecretView = Shown<typeof webhookWithSecretSchema>

/** Answer of `GET /v1/webhooks`. */
export const webhookListSchema = Type.Object({ webhooks: Type.Array(webhookSchema) })
export type WebhookList = Shown<typeof webhookListSchema>

/** Answer of `POST /v1/webhooks/{id}/test`. */
export const webhookTestSchema = Type.Object({
  taken: Type.Boolean({ description: 'Whether the receiver answered with success (2xx).' }),
  status: nullable(Type.Integer({ description: 'The HTTP status it was taken with.' })),
  problem: nullable(problemSchema),
})
export type WebhookTestView = Shown<typeof webhookTestSchema>

const taskProperties = {
  id: Type.String(),
  project: Type.String(),
  service: Type.Enum([...services]),
  instance: Type.Object({
    id: Type.String(),
    name: nullable(Type.String({ description: 'Null: it is no longer registered.' })),
  }),
  operation: taskOperationSchema,
  status: Type.Enum([...taskStatuses]),
  statusText: Type.String({ description: 'The status in words.' }),
  percent: nullable(
    Type.Integer({
      minimum: 0,
      maximum: 100,
      description: 'Null: not known any more, because a later attempt has begun since.',
    }),
  ),
  attempt: Type.Integer({ minimum: 1 }),
  failure: nullable(failureSchema),
  stall: nullable(stallSchema),
}

/** What is posted to a webhook, signed as Standard Webhooks says. */
export const webhookMessageSchema = Type.Object(
  {
    type: Type.Enum(webhookKinds.map(kind => `task.${kind}` as const)),
    timestamp: Type.String({ format: 'date-time', description: 'When it happened.' }),
    data: Type.Object({
      event: Type.Integer({ description: 'Id of the event, as in the history of the task.' }),
      task: Type.Object(taskProperties, { description: 'How the task stood then.' }),
    }),
  },
  {
    description:
      'Posted to a webhook, with `webhook-id` (the same however often it is sent), `webhook-timestamp` and `webhook-signature`.',
  },
)
export type WebhookMessage = Shown<typeof webhookMessageSchema>

/** What `POST /v1/webhooks/{id}/test` has posted. */
export interface WebhookTestMessage {
  readonly type: 'webhook.test'
  readonly timestamp: string
  readonly data: { readonly webhook: string }
}
