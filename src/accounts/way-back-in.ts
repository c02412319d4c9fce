import { parsePolicy } from '../access/policy/policy.ts'
import { fullAccessPolicy } from '../access/policy/ready-policies.ts'
import { policyNamesIn, type PolicyAttachment, type User } from '../core/user.ts'
import type { Directory } from './directory.ts'

/** What is changed of a user, and which policies it is given and loses by it. */
export interface WayBackIn {
  readonly change: Pick<User, 'administrator' | 'disabledAt' | 'policies'>
  readonly attached: readonly PolicyAttachment[]
  readonly detached: readonly PolicyAttachment[]
}

/**
 * What lets a user do everything in a project again, and on the account, whatever has locked it out: an administrator in use,
 * who has full access there and, in no project, a policy that denies anything; null: it can as it is.
 */
export function wayBackIn(
  user: User,
  project: string,
  directory: Pick<Directory, 'policy'>,
): WayBackIn | null {
  /** One that cannot be read denies everything. */
  function denies(name: string): boolean {
    const stored = directory.policy(name)
    const parsed = stored === null ? null : parsePolicy(stored.document)
    if (parsed === null) return false
    return !parsed.ok || parsed.policy.statements.some(({ effect }) => effect === 'Deny')
  }
  const detached = user.policies.filter(({ policy }) => denies(policy))
  const kept = user.policies.filter(attached => !detached.includes(attached))
  const isFull = policyNamesIn({ policies: kept }, project).includes(fullAccessPolicy.name)
  if (user.administrator && user.disabledAt === null && isFull && detached.length === 0) return null
  const attached = isFull ? [] : [{ policy: fullAccessPolicy.name, project }]
  const change = { administrator: true, disabledAt: null, policies: [...kept, ...attached] }
  return { change, attached, detached }
}
