import type { ErrorCode } from '../../core/error.ts'
import { accountRefusals } from '../account-refusals.ts'
import { textOf, type Refusal } from '../refusal.ts'
import type { Reply } from '../reply.ts'
import type { RefusalBody } from './schema.ts'

interface WireRefusal {
  readonly status: 400 | 401 | 403 | 404 | 413 | 500
  readonly code: string
}

const invalid: WireRefusal = { status: 400, code: 'DMS.00400062' } // Invalid request parameter
const stillRunning: WireRefusal = { status: 400, code: 'DMS.00400017' } // job still running
const busy: WireRefusal = { status: 400, code: 'DMS.00400026' } // status not allowed
const notSigned: WireRefusal = { status: 401, code: 'APIGW.0301' } // Incorrect IAM authentication information: …
const nowhere: WireRefusal = { status: 404, code: 'APIGW.0101' } // The API does not exist or has not been published …
const broken: WireRefusal = { status: 500, code: 'DMS.00500000' }

/**
 * Every refusal as DMS and its gateway say it (wire-spec §4.3). Terraform tries again what is refused as busy, so that
 * nothing is that cannot come to succeed by itself.
 */
const wireRefusals: { readonly [code in ErrorCode]: WireRefusal } = {
  ...accountRefusals(invalid),
  invalid_request: invalid,
  invalid_input: invalid,
  unsupported_content_type: invalid,
  request_too_large: { ...invalid, status: 413 },
  unauthenticated: notSigned,
  sign_in_refused: notSigned,
  wrong_project: { status: 401, code: 'DMS.10240104' }, // project mismatch
  forbidden: { status: 403, code: 'DMS.00403003' }, // role
  route_not_found: nowhere,
  // Not documented for background tasks: this is what DMS says of an address at which nothing is.
  task_not_found: { status: 404, code: 'DMS.00404001' },
  instance_not_found: { status: 404, code: 'DMS.00404022' }, // This instance does not exist.
  operation_not_found: invalid,
  operation_wrong_service: invalid,
  instance_exists: invalid,
  server_registered: invalid,
  instance_in_use: busy,
  instance_unreachable: broken,
  instance_not_as_claimed: invalid,
  instance_access_refused: invalid,
  probe_unavailable: invalid,
  task_ended: invalid,
  task_not_retryable: invalid,
  task_not_releasable: invalid,
  task_not_pausable: invalid,
  task_not_resumable: invalid,
  task_not_skippable: invalid,
  task_not_reschedulable: invalid,
  task_not_pending: invalid,
  task_ambiguous: invalid,
  task_not_deletable: stillRunning,
  scheduled_not_deletable: invalid,
  task_not_served: nowhere,
  instance_busy: busy,
  instance_changed: invalid,
  webhook_not_found: invalid,
  webhooks_full: invalid,
  token_conflict: invalid,
  conflict: invalid,
  store_unavailable: broken,
  lease_lost: broken,
  internal: broken,
}

/** Of a token DMS itself says what is wrong with it: "10240101 invalid, 10240102 expired, 10240103 missing". A signature is the gateway's. */
const tokenRefusals: ReadonlyMap<unknown, WireRefusal> = new Map([
  ['wrong_token', { status: 401, code: 'DMS.10240101' }],
  ['expired_token', { status: 401, code: 'DMS.10240102' }],
  ['missing_authorization', { status: 401, code: 'DMS.10240103' }],
])

/** Codes of their own for values that are not valid, by their place. */
const invalidPlaces: { readonly [path: string]: string } = {
  '?offset': 'DMS.40050010', // Offset parameter is invalid.
  '{task_id}': 'DMS.00400070', // Invalid task ID format
  '{instance_id}': 'DMS.00400030', // invalid instance id
}

function wireRefusalOf({ code, parameters, problems }: Refusal): WireRefusal {
  const place = code === 'invalid_request' ? invalidPlaces[problems[0]?.path ?? ''] : undefined
  if (place !== undefined) return { ...invalid, code: place }
  return tokenRefusals.get(parameters['reason']) ?? wireRefusals[code]
}

/** A refusal in DMS's form: flat, `error_code` and `error_msg` never null. */
export function renderRefusal(refusal: Refusal): Reply {
  const { status, code } = wireRefusalOf(refusal)
  const body: RefusalBody = {
    error_code: code,
    error_msg: textOf(refusal),
  }
  return { status, body }
}
