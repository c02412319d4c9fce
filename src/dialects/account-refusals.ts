import type { AccountErrorCode } from '../core/error.ts'

/** One meaning of everything that is refused about accounts: for the dialect of a service, which never speaks of them. */
export function accountRefusals<Meaning>(meaning: Meaning): {
  readonly [code in AccountErrorCode]: Meaning
} {
  return {
    user_not_found: meaning,
    project_not_found: meaning,
    policy_not_found: meaning,
    key_not_found: meaning,
    name_taken: meaning,
    account_changed: meaning,
    policy_in_use: meaning,
    project_in_use: meaning,
    last_administrator: meaning,
    sign_in_limited: meaning,
  }
}
