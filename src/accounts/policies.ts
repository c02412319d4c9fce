import type { PolicyEntry, PolicyText } from '../core/account-changes.ts'
import { parsePolicy } from '../access/policy/policy.ts'
import { isReadyPolicy, readyPolicies } from '../access/policy/ready-policies.ts'
import { isAccountName, type StoredPolicy } from '../core/account.ts'
import { requireAdministrator, type Caller } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import type { Json } from '../core/json.ts'
import type { Words } from '../core/words.ts'
import { accountProblemWords } from '../words/accounts.ts'
import type { AuditTrail } from './audit-trail.ts'
import type { Directory } from './directory.ts'

/** What an administrator may do with policies. Errors are StepwellErrors. */
export interface Policies {
  add(caller: Caller, name: string, text: PolicyText): Promise<PolicyEntry>
  list(caller: Caller): readonly PolicyEntry[]
  find(caller: Caller, name: string): PolicyEntry
  change(caller: Caller, name: string, text: PolicyText): Promise<PolicyEntry>
  /** Refused while a user has it. */
  remove(caller: Caller, name: string): Promise<PolicyEntry>
}

export interface PoliciesParts {
  readonly directory: Directory
  readonly trail: AuditTrail
  readonly now: () => number
}

/** Puts the directory behind the policies. */
export function createPolicies({ directory, trail, now }: PoliciesParts): Policies {
  const usersOf = (name: string): readonly string[] =>
    directory
      .users()
      .filter(({ policies }) => policies.some(({ policy }) => policy === name))
      .map(user => user.name)

  const entryOf = ({ name, description, document, updatedAt }: StoredPolicy): PolicyEntry => ({
    name,
    description: { 'en-us': description, 'zh-cn': description },
    document,
    updatedAt,
    users: usersOf(name),
  })

  const ready = (): readonly PolicyEntry[] =>
    readyPolicies.map(({ name, description, document }) => ({
      name,
      description,
      document: JSON.stringify(document),
      updatedAt: null,
      users: usersOf(name),
    }))

  function stored(name: string): StoredPolicy {
    const policy = directory.policy(name)
    if (policy === null) throw new StepwellError('policy_not_found', { policy: name })
    return policy
  }

  return {
    async add(caller, name, { description = '', document = '' }) {
      requireAdministrator(caller, 'policy:create')
      if (!isAccountName(name)) throw invalid('/name', accountProblemWords.accountName)
      const text = policyText(document)
      return directory.inTurn(async () => {
        const at = now()
        const times = { createdAt: at, updatedAt: at, revision: 1 }
        const policy: StoredPolicy = { kind: 'policy', id: name, name, description, document: text, ...times }
        if (isReadyPolicy(name) || !(await directory.add(policy)))
          throw new StepwellError('name_taken', { name })
        await trail.note(caller, 'policy_created', name, { document: text })
        return entryOf(policy)
      })
    },
    list(caller) {
      requireAdministrator(caller, 'policy:list')
      return [...ready(), ...directory.policies().map(entryOf)]
    },
    find(caller, name) {
      requireAdministrator(caller, 'policy:get')
      return ready().find(policy => policy.name === name) ?? entryOf(stored(name))
    },
    async change(caller, name, { description, document }) {
      requireAdministrator(caller, 'policy:update')
      const text = document === undefined ? undefined : policyText(document)
      return directory.inTurn(async () => {
        const before = stored(name)
        const after: StoredPolicy = {
          ...before,
          description: description ?? before.description,
          document: text ?? before.document,
          updatedAt: now(),
          revision: before.revision + 1,
        }
        if (!(await directory.replace(after))) throw new StepwellError('account_changed', { name })
        await trail.note(caller, 'policy_changed', name, { document: after.document })
        return entryOf(after)
      })
    },
    async remove(caller, name) {
      requireAdministrator(caller, 'policy:delete')
      return directory.inTurn(async () => {
        const policy = stored(name)
        const users = usersOf(name)
        if (users.length > 0)
          throw new StepwellError('policy_in_use', { policy: name, users: users.slice(0, 5).join(', ') })
        await directory.remove(policy)
        await trail.note(caller, 'policy_removed', name)
        return entryOf(policy)
      })
    },
  }
}

/** The text of a policy that can be read. Throws `invalid_request` with every place where it cannot. */
function policyText(document: Json): string {
  const parsed = parsePolicy(document)
  if (parsed.ok) return typeof document === 'string' ? document : JSON.stringify(document)
  const problems = parsed.problems.map(({ path, message }) => ({ path: `/document${path}`, message }))
  throw new StepwellError('invalid_request', {}, { problems })
}

const invalid = (path: string, message: Words) =>
  new StepwellError('invalid_request', {}, { problems: [{ path, message }] })
