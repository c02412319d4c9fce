import type { ErrorCode } from '../../core/error.ts'
import { languages } from '../../core/words.ts'
import { messageOf, remedyOf, waitHeaders, type Refusal } from '../refusal.ts'
import type { Reply } from '../reply.ts'
import type { ErrorBody } from './error-schema.ts'

/** The HTTP status of every refusal; the code is the core's own word. */
const statuses: { readonly [code in ErrorCode]: number } = {
  invalid_request: 400,
  invalid_input: 422,
  unsupported_content_type: 415,
  request_too_large: 413,
  unauthenticated: 401,
  sign_in_refused: 401,
  wrong_project: 403,
  forbidden: 403,
  route_not_found: 404,
  task_not_found: 404,
  task_ambiguous: 409,
  instance_not_found: 404,
  operation_not_found: 404,
  operation_wrong_service: 422,
  instance_exists: 409,
  server_registered: 409,
  instance_in_use: 409,
  instance_unreachable: 422,
  instance_not_as_claimed: 422,
  instance_access_refused: 422,
  probe_unavailable: 422,
  task_ended: 409,
  task_not_retryable: 409,
  task_not_releasable: 409,
  task_not_pausable: 409,
  task_not_resumable: 409,
  task_not_skippable: 409,
  task_not_reschedulable: 409,
  task_not_pending: 409,
  task_not_deletable: 409,
  scheduled_not_deletable: 409,
  task_not_served: 404,
  instance_busy: 409,
  instance_changed: 409,
  webhook_not_found: 404,
  webhooks_full: 409,
  user_not_found: 404,
  project_not_found: 404,
  policy_not_found: 404,
  key_not_found: 404,
  name_taken: 409,
  account_changed: 409,
  policy_in_use: 409,
  project_in_use: 409,
  last_administrator: 409,
  sign_in_limited: 429,
  token_conflict: 409,
  conflict: 409,
  store_unavailable: 503,
  lease_lost: 409,
  internal: 500,
}

/** A refusal in the native form. */
export function renderRefusal(refusal: Refusal): Reply {
  const { task } = refusal.parameters
  const others = languages.filter(language => language !== refusal.language)
  const body: ErrorBody = {
    error: {
      code: refusal.code,
      ...told(refusal),
      requestId: refusal.requestId,
      ...(typeof task === 'string' ? { task } : {}),
      translations: Object.fromEntries(
        others.map(language => [language, told({ ...refusal, language })] as const),
      ),
    },
  }
  return { status: statuses[refusal.code], headers: waitHeaders(refusal), body }
}

/** Its texts in one language. */
function told(refusal: Refusal): ErrorBody['error']['translations'][string] {
  const remedy = remedyOf(refusal)
  const problems = refusal.problems.map(({ path, message }) => ({ path, message: message[refusal.language] }))
  return {
    message: messageOf(refusal),
    ...(remedy === null ? {} : { remedy }),
    ...(problems.length === 0 ? {} : { problems }),
  }
}
