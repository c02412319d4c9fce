import type { Problem } from '../../core/error.ts'
import type { Permission } from '../../core/permission.ts'
import { fillWords, type Words } from '../../core/words.ts'
import { policyRefusalWords } from '../../words/policies.ts'
import type { Holds } from './condition.ts'
import { isOfResource, type KeyLookup } from './condition-keys.ts'
import type { Policy } from './policy.ts'
import type { Statement } from './statement.ts'
import type { Urn, UrnKind } from './urn.ts'

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
export type Decision = { readonly allowed: true; readonly by: Ruling } | Refused

/** That they do not let it. */
export interface Refused {
  readonly allowed: false
  /** The statement that denies it; null: none allows it. */
  readonly by: Ruling | null
  /** Where none allows it: the first that allows the action, but on other resources or in other conditions; null: none does. */
  readonly near: Ruling | null
}

/** What a policy may call an action, in lower case. */
export const namesOf = ({ action, aliases }: Permission): readonly string[] =>
  [action, ...aliases].map(name => name.toLowerCase())

/** What policies together say to a request: a Deny before every Allow, and without an Allow no. */
export const evaluate = (policies: readonly HeldPolicy[], request: AccessRequest): Decision => {
  const { permission, lookUp } = request
  const names = namesOf(permission)
  const resource = permission.resourceType === null ? null : request.resource
  return decide(
    policies,
    names,
    ({ covers, conditions }) => covers(resource) && conditions.every(holds => holds(lookUp)),
  )
}

/**
 * The same for every resource of a kind at once, whichever there are or were: an Allow has to be good for all of them, and a
 * Deny that may bind on one is enough.
 */
export const evaluateAll = (
  policies: readonly HeldPolicy[],
  { permission, kind, lookUp }: Omit<AccessRequest, 'resource'> & { readonly kind: UrnKind },
): Decision => {
  const names = namesOf(permission)
  return decide(policies, names, ({ effect, coversAll, touches, conditions }) => {
    if (effect === 'Deny') return touches(kind) && conditions.every(holds => outcome(holds, lookUp) !== false)
    return coversAll && conditions.every(holds => outcome(holds, lookUp) === true)
  })
}

/** Whether a condition holds; null: that is another matter for each resource. */
function outcome(holds: Holds, lookUp: KeyLookup): boolean | null {
  let dependsOnResource = false
  const isHeld = holds(key => {
    dependsOnResource ||= isOfResource(key)
    return lookUp(key)
  })
  return dependsOnResource ? null : isHeld
}

/** What the statements about an action come to, of which some apply. */
function decide(
  policies: readonly HeldPolicy[],
  names: readonly string[],
  applies: (statement: Statement) => boolean,
): Decision {
  let by: Ruling | null = null
  let near: Ruling | null = null
  for (const { name, policy } of policies)
    for (const [index, statement] of policy.statements.entries()) {
      const { effect, sid, isAbout } = statement
      if (by !== null && effect === 'Allow') continue
      if (!isAbout(names)) continue
      const ruling = { policy: name, index, sid }
      if (!applies(statement)) {
        if (effect === 'Allow') near ??= ruling
        continue
      }
      if (effect === 'Deny') return { allowed: false, by: ruling, near: null }
      by = ruling
    }
  return by === null ? { allowed: false, by, near } : { allowed: true, by }
}

/**
 * Whether policies allow an action whatever it is done to and whoever asks from where: true says so, false that it takes
 * {@link evaluate} to know. Good for as long as the policies are the same.
 */
export const allowsAlways = (policies: readonly HeldPolicy[], permission: Permission): boolean => {
  const names = namesOf(permission)
  const statements = policies
    .flatMap(({ policy }) => policy.statements)
    .filter(({ isAbout }) => isAbout(names))
  return (
    statements.every(({ effect }) => effect === 'Allow') &&
    statements.some(({ coversAll, conditions }) => coversAll && conditions.length === 0)
  )
}

/**
 * Why a request was refused, for whoever was: the action that is missing, or the policy and statement that deny it or allow it
 * elsewhere only; `part`: on some of what was asked for.
 */
export const refusalProblem = (
  { action }: Permission,
  { by, near }: Pick<Refused, 'by' | 'near'>,
  reach?: 'part',
): Problem => {
  const { notAllowed, denied, deniedInPart, allowedElsewhere, allowedInPart } = policyRefusalWords
  const told = (ruling: Ruling, whole: Words, part: Words): Problem => {
    const statement = ruling.sid ?? `Statement[${ruling.index}]`
    const words = reach === 'part' ? part : whole
    return { path: '', message: fillWords(words, { action, policy: ruling.policy, statement }) }
  }
  if (by !== null) return told(by, denied, deniedInPart)
  if (near !== null) return told(near, allowedElsewhere, allowedInPart)
  return { path: '', message: fillWords(notAllowed, { action }) }
}
