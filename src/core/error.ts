import type { ManyWordParameters, Words } from './words.ts'

/**
 * Everything Stepwell refuses a caller, and nothing else. Each dialect maps every code to its own code and HTTP status
 * (an exhaustive table, so that a new code cannot be forgotten); the words are in `words/errors.ts`.
 */
export const errorCodes = [
  'invalid_request', // a malformed request: bad JSON, bad percent-encoding, unknown field, wrong type
  'invalid_input', // a well-formed submission whose input the operation's schema refuses
  'unsupported_content_type',
  'request_too_large',
  'unauthenticated', // no credentials, or credentials that do not hold
  'sign_in_refused', // an access key or a user that is not in use, or not its secret
  'wrong_project', // the path names a project in which the caller has nothing to do
  'forbidden', // a known caller who may not do this
  'route_not_found',
  'task_not_found', // also: a task of another project or service
  'task_ambiguous', // a beginning of an id with which more than one task begins
  'instance_not_found',
  'operation_not_found',
  'operation_wrong_service', // the instance belongs to another service than the operation
  'instance_exists', // the name is taken in this project
  'server_registered', // a server of it belongs to another instance of the project
  'instance_in_use', // tasks are waiting or running on it
  'instance_unreachable',
  'instance_not_as_claimed', // it answers, but it is not what its address says
  'instance_access_refused', // it does not accept the user or password
  'probe_unavailable', // no driver can probe this service yet
  'task_ended', // the task has ended; what was asked needs one that has not
  'task_not_retryable',
  'task_not_releasable',
  'task_not_pausable', // it does not run, is ending, or was asked to cancel
  'task_not_resumable', // it is neither paused nor asked to
  'task_not_skippable', // no step of it has failed that its operation can do without
  'task_not_reschedulable', // it has begun
  'task_not_pending', // it has begun or ended; what was asked is for one that waits to start
  'task_not_deletable', // it has not ended, or has left something that must be undone
  'scheduled_not_deletable', // a task that was to begin at a time, and has neither succeeded nor been cancelled
  'task_not_served', // the API of its service has no answer for a task
  'instance_busy', // another task works on an instance that the retry needs
  'instance_changed', // another task has worked on it since this one failed: what it saved may not hold
  'webhook_not_found', // also: one of another project
  'webhooks_full', // the project has as many as it may
  'user_not_found',
  'project_not_found', // also: one in which who asks has nothing to do
  'policy_not_found', // also: a user does not have it
  'key_not_found',
  'name_taken', // of a user, project or policy
  'policy_in_use', // users have it
  'project_in_use', // it has instances, tasks or keys
  'last_administrator', // without this user nobody could change anything
  'sign_in_limited', // too many attempts have failed: it takes a while until the next
  'token_conflict', // the client token belongs to another request
  'conflict', // the event does not fit the task's state
  'store_unavailable', // nothing can be stored or read now: the disk is full, or cannot be written
  'lease_lost', // a worker writes under an epoch that is over
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** One thing wrong with what was sent: where (a JSON pointer, `''` for the whole) and what. */
export interface Problem {
  readonly path: string
  readonly message: Words
}

/** A refusal told to a caller. What happened *to a task* is a {@link Failure} instead. */
export class StepwellError extends Error {
  override readonly name = 'StepwellError'
  readonly code: ErrorCode
  readonly parameters: ManyWordParameters
  /** What is wrong, place by place; empty where no place can be named. */
  readonly problems: readonly Problem[]

  constructor(
    code: ErrorCode,
    parameters: ManyWordParameters = {},
    options: ErrorOptions & { readonly problems?: readonly Problem[] } = {},
  ) {
    const { problems = [], ...rest } = options
    super(`${code} ${JSON.stringify(parameters)}`, rest)
    this.code = code
    this.parameters = parameters
    this.problems = problems
  }
}

/** Whether what was thrown is the refusal of a code. */
export function isCode(error: unknown, code: ErrorCode): error is StepwellError {
  return error instanceof StepwellError && error.code === code
}

/** What is refused about users, keys, policies and projects, of which the APIs of the services never speak. */
export type AccountErrorCode =
  | 'user_not_found'
  | 'project_not_found'
  | 'policy_not_found'
  | 'key_not_found'
  | 'name_taken'
  | 'policy_in_use'
  | 'project_in_use'
  | 'last_administrator'
  | 'sign_in_limited'
