import type { Problem } from '../../core/error.ts'
import type { Permission } from '../../core/permission.ts'
import { fillWords } from '../../core/words.ts'
import { policyRefusalWords } from '../../words/policies.ts'
import type { KeyLookup } from './condition-keys.ts'
import type { Policy } from './policy.ts'
import type { Statement } from './statement.ts'
import type { Urn } from './urn.ts'

/** A policy that a caller has, by its name. */
export interface HeldPolicy {
  readonly name: string
  readonly policy: Policy
}

/** What is asked of policies. */
export interface AccessRequest {
  readonly permission: Permission
  /** What it is to be done to; null: no single resource. It does not count where the permission has no resource type. */
  readonly resource: Urn | null
  /** What the request is under each condition key; asked only for keys that a policy names. */
  readonly lookUp: KeyLookup
}

/** The statement that decided. */
export interface Ruling {
  /** The policy's name. */
  readonly policy: string
  /** Its place among the statements, from 0. */
  readonly index: number
  /** Null: it has none. */
  readonly sid: string | null
}

/** What policies say to a request. */
export type Decision =
  | { readonly allowed: true; readonly by: Ruling }
  /** Null: no statement allows it. */
  | { readonly allowed: false; readonly by: Ruling | null }

/** What policies together say to a request: a Deny before every Allow, and without an Allow no. */
export const evaluate = (policies: readonly HeldPolicy[], request: AccessRequest): Decision => {
  const { action, aliases, resourceType } = request.permission
  const names = [action, ...aliases].map(name => name.toLowerCase())
  const resource = resourceType === null ? null : request.resource
  const applies = ({ isAbout, covers, conditions }: Statement): boolean =>
    isAbout(names) && covers(resource) && conditions.every(holds => holds(request.lookUp))
  let by: Ruling | null = null
  for (const { name, policy } of policies)
    for (const [index, statement] of policy.statements.entries()) {
      const { effect, sid } = statement
      if (by !== null && effect === 'Allow') continue
      if (!applies(statement)) continue
      const ruling = { policy: name, index, sid }
      if (effect === 'Deny') return { allowed: false, by: ruling }
      by = ruling
    }
  return by === null ? { allowed: false, by } : { allowed: true, by }
}

/**
 * Whether policies allow an action whatever it is done to and whoever asks from where: true says so, false that it takes
 * {@link evaluate} to know. Good for as long as the policies are the same.
 */
export const allowsAlways = (policies: readonly HeldPolicy[], { action, aliases }: Permission): boolean => {
  const names = [action, ...aliases].map(name => name.toLowerCase())
  const statements = policies
    .flatMap(({ policy }) => policy.statements)
    .filter(({ isAbout }) => isAbout(names))
  return (
    statements.every(({ effect }) => effect === 'Allow') &&
    statements.some(({ coversAll, conditions }) => coversAll && conditions.length === 0)
  )
}

/** Why a request was refused, for whoever was: the action that is missing, or the policy and statement that deny it. */
export const refusalProblem = ({ action }: Permission, by: Ruling | null): Problem => {
  const { notAllowed, denied } = policyRefusalWords
  const message =
    by === null
      ? fillWords(notAllowed, { action })
      : fillWords(denied, { action, policy: by.policy, statement: by.sid ?? `Statement[${by.index}]` })
  return { path: '', message }
}
