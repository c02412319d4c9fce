import type { ErrorCode } from '../../core/error.ts'
import { accountRefusals } from '../account-refusals.ts'
import { textOf, waitHeaders, type Refusal } from '../refusal.ts'
import type { Reply } from '../reply.ts'
import type { RefusalBody } from './schema.ts'

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
} as const

type Status = keyof typeof titles

/** IAM speaks of few things; what it cannot come across is a bad request or a fault of ours. */
const statuses: { readonly [code in ErrorCode]: Status } = {
  ...accountRefusals<Status>(404),
  invalid_request: 400,
  invalid_input: 400,
  unsupported_content_type: 400,
  request_too_large: 413,
  unauthenticated: 401,
  sign_in_refused: 401,
  sign_in_limited: 429,
  wrong_project: 403,
  forbidden: 403,
  route_not_found: 404,
  task_not_found: 404,
  task_ambiguous: 400,
  instance_not_found: 404,
  operation_not_found: 404,
  operation_wrong_service: 400,
  instance_exists: 400,
  server_registered: 400,
  instance_in_use: 400,
  instance_unreachable: 400,
  instance_not_as_claimed: 400,
  instance_access_refused: 400,
  probe_unavailable: 400,
  task_ended: 400,
  task_not_retryable: 400,
  task_not_releasable: 400,
  task_not_pausable: 400,
  task_not_resumable: 400,
  task_not_skippable: 400,
  task_not_reschedulable: 400,
  task_not_deletable: 400,
  task_not_pending: 400,
  scheduled_not_deletable: 400,
  task_not_served: 404,
  instance_busy: 400,
  instance_changed: 400,
  webhook_not_found: 404,
  webhooks_full: 400,
  token_conflict: 400,
  conflict: 400,
  store_unavailable: 500,
  lease_lost: 500,
  internal: 500,
}

/** The gateway's own codes; else one made of the status. */
const gatewayCodes: { readonly [code in ErrorCode]?: string } = {
  unauthenticated: 'APIGW.0301', // Incorrect IAM authentication information: …
  route_not_found: 'APIGW.0101', // The API does not exist or has not been published …
}

/** A refusal in IAM's form. */
export function renderRefusal(refusal: Refusal): Reply {
  const status = statuses[refusal.code]
  const message = textOf(refusal)
  const body: RefusalBody = {
    error: { code: status, message, title: titles[status] },
    error_code: gatewayCodes[refusal.code] ?? `IAM.0${status}`,
    error_msg: message,
  }
  return { status, headers: waitHeaders(refusal), body }
}
