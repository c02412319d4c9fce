import type { ErrorCode } from '../../core/error.ts'
import { accountRefusals } from '../account-refusals.ts'
import { textOf, type Refusal } from '../refusal.ts'
import type { Reply } from '../reply.ts'
import type { RefusalBody } from './schema.ts'

interface WireRefusal {
  readonly status: 400 | 401 | 403 | 404 | 413 | 500
  readonly code: string
}

const invalid: WireRefusal = { status: 400, code: 'DCS.4800' } // Invalid {0} in the request.
const wrongState: WireRefusal = { status: 400, code: 'DCS.4957' } // task state not allowed
const broken: WireRefusal = { status: 500, code: '111500000' } // Internal service error.

/**
 * Every refusal as DCS and its gateway say it (wire-spec §4.3). No code of the Terraform provider's retry list, but for
 * the busy instance: there trying again is right. The page documents 400, 401, 403, 404 and 500 only.
 */
const wireRefusals: { readonly [code in ErrorCode]: WireRefusal } = {
  invalid_request: invalid,
  invalid_input: invalid,
  unsupported_content_type: invalid,
  request_too_large: { ...invalid, status: 413 },
  unauthenticated: { status: 401, code: 'APIGW.0301' }, // Incorrect IAM authentication information: …
  sign_in_refused: { status: 401, code: 'APIGW.0301' },
  wrong_project: { status: 401, code: 'DCS.1004' }, // project≠token
  forbidden: { status: 403, code: 'DCS.2007' }, // Policy does not allow {} to be performed.
  route_not_found: { status: 404, code: 'APIGW.0101' }, // The API does not exist or has not been published …
  // Not documented for background tasks. DCS answers an unknown task of its other kind, a migration, with DCS.4133
  // "Instance job is not found.", which clients in the field take for "gone"; 404 they do so in any case.
  task_not_found: { status: 404, code: 'DCS.4133' },
  instance_not_found: { status: 404, code: 'DCS.3022' },
  operation_not_found: invalid,
  operation_wrong_service: invalid,
  instance_exists: invalid,
  server_registered: invalid,
  instance_in_use: { status: 400, code: 'DCS.4026' }, // state
  instance_unreachable: broken,
  instance_not_as_claimed: invalid,
  instance_access_refused: invalid,
  probe_unavailable: invalid,
  task_ended: wrongState,
  task_not_retryable: wrongState,
  task_not_releasable: wrongState,
  task_not_pausable: wrongState,
  task_not_resumable: wrongState,
  task_not_skippable: wrongState,
  task_not_reschedulable: wrongState,
  task_not_pending: wrongState,
  task_ambiguous: wrongState,
  task_not_deletable: wrongState,
  scheduled_not_deletable: wrongState,
  task_not_served: { status: 404, code: 'APIGW.0101' },
  instance_busy: wrongState,
  instance_changed: wrongState,
  webhook_not_found: invalid,
  webhooks_full: invalid,
  ...accountRefusals(invalid),
  token_conflict: invalid,
  conflict: wrongState,
  store_unavailable: broken,
  lease_lost: broken,
  internal: broken,
}

/** Of a token DCS itself says what is wrong with it: "1001 invalid, 1002 expired, 1003 missing". A signature is the gateway's. */
const tokenRefusals: ReadonlyMap<unknown, WireRefusal> = new Map([
  ['wrong_token', { status: 401, code: 'DCS.1001' }],
  ['expired_token', { status: 401, code: 'DCS.1002' }],
  ['missing_authorization', { status: 401, code: 'DCS.1003' }],
])

/** A refusal in DCS's form: flat, `error_code` and `error_msg` never null, `error_ext_msg` "not used currently and is set to null". */
export function renderRefusal(refusal: Refusal): Reply {
  const { status, code } = tokenRefusals.get(refusal.parameters['reason']) ?? wireRefusals[refusal.code]
  const body: RefusalBody = {
    error_code: code,
    error_msg: textOf(refusal),
    error_ext_msg: null,
  }
  return { status, body }
}
