import { Type } from 'typebox'
import type { ErrorCode } from '../../core/error.ts'
import { accountRefusals } from '../account-refusals.ts'
import { textOf, type Refusal } from '../refusal.ts'
import type { Reply } from '../reply.ts'
import type { Shown } from '../shown.ts'
import { instanceIdReason } from './forms.ts'

/** "{error_code, error_msg}", flat and never null: null ends the Java SDK with an error of its own. */
export const refusalSchema = Type.Object({
  error_code: Type.String({ description: 'Error code.' }),
  error_msg: Type.String({ description: 'Error message.' }),
})
export type RefusalBody = Shown<typeof refusalSchema>

interface WireRefusal {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 500
  readonly code: string
}

const invalid: WireRefusal = { status: 400, code: 'DBS.280001' } // Parameter error.
const invalidInstanceId: WireRefusal = { status: 400, code: 'DBS.280404' } // Invalid instance ID format.
const wrongState: WireRefusal = { status: 409, code: 'DBS.200011' }
const broken: WireRefusal = { status: 500, code: 'DBS.108000' } // Server failure.

/**
 * Every refusal as TaurusDB and the gateway say it (wire-spec §4.3). No code of the Terraform provider's retry list, but for the
 * busy instance: there trying again is right.
 */
const wireRefusals: { readonly [code in ErrorCode]: WireRefusal } = {
  ...accountRefusals(invalid),
  invalid_request: invalid,
  invalid_input: invalid,
  unsupported_content_type: invalid,
  request_too_large: { ...invalid, status: 413 },
  unauthenticated: { status: 401, code: 'APIGW.0301' }, // Incorrect IAM authentication information: …
  sign_in_refused: { status: 401, code: 'APIGW.0301' },
  wrong_project: { status: 403, code: 'DBS.280015' }, // Resource not found or permission denied.
  forbidden: { status: 403, code: 'DBS.200010' },
  route_not_found: { status: 404, code: 'APIGW.0101' }, // The API does not exist or has not been published …
  task_not_found: { status: 400, code: 'DBS.200543' }, // The job does not exist.
  instance_not_found: { status: 404, code: 'DBS.200002' },
  operation_not_found: invalid,
  operation_wrong_service: invalid,
  instance_exists: invalid,
  server_registered: invalid,
  instance_in_use: { status: 409, code: 'DBS.200019' }, // busy
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
  scheduled_not_deletable: wrongState,
  task_not_deletable: wrongState,
  task_not_served: { status: 404, code: 'APIGW.0101' },
  instance_busy: wrongState,
  instance_changed: wrongState,
  webhook_not_found: invalid,
  webhooks_full: invalid,
  token_conflict: invalid,
  conflict: wrongState,
  store_unavailable: broken,
  lease_lost: broken,
  internal: broken,
}

/** Invalid token. It is listed under 403, but golangsdk signs in anew at 401 alone, which a token that is over needs. */
const invalidToken: WireRefusal = { status: 401, code: 'DBS.280056' }

/** Refusals that have a code of their own by their `reason`. */
const byReason: ReadonlyMap<unknown, WireRefusal> = new Map([
  [instanceIdReason, invalidInstanceId],
  ['wrong_token', invalidToken],
  ['expired_token', invalidToken],
])

/** A refusal in TaurusDB's form. */
export function renderRefusal(refusal: Refusal): Reply {
  const { status, code } = byReason.get(refusal.parameters['reason']) ?? wireRefusals[refusal.code]
  const body: RefusalBody = {
    error_code: code,
    error_msg: textOf(refusal),
  }
  return { status, body }
}
