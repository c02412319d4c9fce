import { webhookKinds } from '../../core/webhook.ts'
import type { WebhookWithSecret } from '../../core/webhooks.ts'
import { pathValue, route } from '../route.ts'
import type { ViewContext } from '../view.ts'
import {
  newWebhookSchema,
  webhookListSchema,
  webhookSchema,
  webhookTestSchema,
  webhookWithSecretSchema,
  type WebhookList,
  type WebhookWithSecretView,
} from './webhook-schema.ts'
import { webhookTestView, webhookView } from './webhook-view.ts'

const withSecret = ({ webhook, secret }: WebhookWithSecret, context: ViewContext): WebhookWithSecretView => ({
  ...webhookView(webhook, context),
  secret,
})

const addWebhook = route({
  method: 'POST',
  path: '/v1/webhooks',
  id: 'addWebhook',
  summary: 'Has what happens to the tasks of the project posted to an address (administrators only)',
  question: 'addWebhook',
  showsSecret: true,
  body: newWebhookSchema,
  answers: {
    201: {
      description: 'The webhook, also at Location; its secret is never shown again.',
      schema: webhookWithSecretSchema,
    },
  },
  parse: ({ body }) => ({
    url: body.url,
    kinds: body.kinds ?? webhookKinds,
    language: body.language ?? null,
  }),
  render: (added, context) => ({
    status: 201,
    headers: { Location: `/v1/webhooks/${encodeURIComponent(added.webhook.id)}` },
    body: withSecret(added, context),
  }),
})

const listWebhooks = route({
  method: 'GET',
  path: '/v1/webhooks',
  id: 'listWebhooks',
  summary: 'Lists webhooks, the oldest first',
  question: 'webhooks',
  answers: { 200: { description: 'All of the project.', schema: webhookListSchema } },
  parse: () => null,
  render: (webhooks, context) => {
    const body: WebhookList = { webhooks: webhooks.map(webhook => webhookView(webhook, context)) }
    return { status: 200, body }
  },
})

const showWebhook = route({
  method: 'GET',
  path: '/v1/webhooks/{id}',
  id: 'showWebhook',
  summary: 'Shows a webhook, with what waits to be sent and what was given up',
  question: 'webhook',
  answers: { 200: { description: 'The webhook.', schema: webhookSchema } },
  parse: request => ({ id: pathValue(request, 'id') }),
  render: (webhook, context) => ({ status: 200, body: webhookView(webhook, context) }),
})

const removeWebhook = route({
  method: 'DELETE',
  path: '/v1/webhooks/{id}',
  id: 'removeWebhook',
  summary: 'Removes a webhook (administrators only); what waits to be sent is dropped',
  question: 'removeWebhook',
  answers: { 200: { description: 'The webhook as it was.', schema: webhookSchema } },
  parse: request => ({ id: pathValue(request, 'id') }),
  render: (webhook, context) => ({ status: 200, body: webhookView(webhook, context) }),
})

const rotateWebhookSecret = route({
  method: 'POST',
  path: '/v1/webhooks/{id}/rotate',
  id: 'rotateWebhookSecret',
  summary:
    'Gives a webhook a new secret (administrators only); the one before signs, too, for 24 hours, so that receivers can change over',
  question: 'rotateWebhook',
  showsSecret: true,
  answers: {
    200: {
      description: 'The webhook; its new secret is never shown again.',
      schema: webhookWithSecretSchema,
    },
  },
  parse: request => ({ id: pathValue(request, 'id') }),
  render: (rotated, context) => ({ status: 200, body: withSecret(rotated, context) }),
})

const retryWebhook = route({
  method: 'POST',
  path: '/v1/webhooks/{id}/retry',
  id: 'retryWebhook',
  summary:
    'Sends now what waits for its next try, and once more what was given up (administrators only); a disabled webhook is in use again',
  question: 'retryWebhook',
  answers: { 200: { description: 'The webhook; it is being sent.', schema: webhookSchema } },
  parse: request => ({ id: pathValue(request, 'id') }),
  render: (webhook, context) => ({ status: 200, body: webhookView(webhook, context) }),
})

const testWebhook = route({
  method: 'POST',
  path: '/v1/webhooks/{id}/test',
  id: 'testWebhook',
  summary: 'Posts a message of type `webhook.test` once, and tells what became of it (administrators only)',
  question: 'testWebhook',
  answers: { 200: { description: 'What became of it.', schema: webhookTestSchema } },
  parse: request => ({ id: pathValue(request, 'id') }),
  render: (outcome, context) => ({ status: 200, body: webhookTestView(outcome, context) }),
})

/** What may be asked about webhooks. */
export const webhookRoutes = [
  addWebhook,
  listWebhooks,
  showWebhook,
  removeWebhook,
  rotateWebhookSecret,
  retryWebhook,
  testWebhook,
]
