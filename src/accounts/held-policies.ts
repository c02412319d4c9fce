import { parsePolicy, type Policy } from '../access/policy/policy.ts'
import { readyPolicies } from '../access/policy/ready-policies.ts'
import type { HeldPolicy } from '../access/policy/evaluate.ts'
import { policyNamesIn } from '../core/user.ts'
import type { Directory } from './directory.ts'

/** The policies that a user has in a project, compiled; the same list until something changes. */
export type PoliciesOf = (userId: string, project: string) => readonly HeldPolicy[]

/** Compiles policies once, and again only when the directory has changed. */
export function createHeldPolicies(directory: Directory): PoliciesOf {
  let version = -1
  const compiled = new Map<string, Policy>()
  const lists = new Map<string, readonly HeldPolicy[]>()

  function refresh(): void {
    if (version === directory.version()) return
    version = directory.version()
    compiled.clear()
    lists.clear()
    for (const { name, document } of readyPolicies) compile(name, document)
    for (const { name, document } of directory.policies()) compile(name, document)
  }
  function compile(name: string, document: Parameters<typeof parsePolicy>[0]): void {
    const parsed = parsePolicy(document)
    compiled.set(name, parsed.ok ? parsed.policy : unreadable)
  }

  return (userId, project) => {
    refresh()
    const place = `${userId} ${project}`
    const known = lists.get(place)
    if (known !== undefined) return known
    const user = directory.user(userId)
    const names = user === null ? [] : policyNamesIn(user, project)
    const list = names.flatMap(name => {
      const policy = compiled.get(name)
      return policy === undefined ? [] : [{ name, policy }]
    })
    lists.set(place, list)
    return list
  }
}

/** One that an earlier Stepwell could read and this one cannot: what it denied stays denied, and so does the rest. */
const unreadable: Policy = {
  statements: [
    {
      sid: null,
      effect: 'Deny',
      actions: [],
      resources: [],
      isAbout: () => true,
      covers: () => true,
      touches: () => true,
      coversAll: true,
      conditions: [],
    },
  ],
}
