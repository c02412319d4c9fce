import type { JsonObject } from '../../core/json.ts'
import type { Words } from '../../core/words.ts'
import { readyPolicyWords } from '../../words/policies.ts'

/** A policy that comes with Stepwell. */
export interface ReadyPolicy {
  readonly name: string
  readonly title: Words
  readonly description: Words
  /** What {@link parsePolicy} reads, and what is shown. */
  readonly document: JsonObject
}

const allow = (sid: string, actions: readonly string[]): JsonObject => ({
  Version: '5.0',
  Statement: [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: ['*'] }],
})

/** Sees everything in the project: every act that only reads is called `get…` or `list…`, which a test holds. */
export const readOnlyPolicy: ReadyPolicy = {
  name: 'StepwellReadOnly',
  ...readyPolicyWords.readOnly,
  document: allow('Read', ['*:*:get*', '*:*:list*']),
}

/**
 * Does everything in the project. What an access key could do before there were policies, an administrator's too: what only
 * an administrator may do is asked of the user besides (`requireAdministrator`).
 */
export const fullAccessPolicy: ReadyPolicy = {
  name: 'StepwellFullAccess',
  ...readyPolicyWords.fullAccess,
  document: allow('Everything', ['*']),
}

/** All that come with Stepwell. */
export const readyPolicies: readonly ReadyPolicy[] = [readOnlyPolicy, fullAccessPolicy]

/** Whether a name is of one of them. */
export const isReadyPolicy = (name: string): boolean => readyPolicies.some(policy => policy.name === name)
