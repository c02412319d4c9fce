import type { KeyRing, RandomBytes } from '../access/key-ring.ts'
import type { Store } from '../core/store.ts'
import { createAuditTrail, type AuditTrail } from './audit-trail.ts'
import { openDirectory, type Directory } from './directory.ts'
import { createHeldPolicies, type PoliciesOf } from './held-policies.ts'
import { createKeys, type Keys } from './keys.ts'
import { createPasswordWork } from './password-work.ts'
import { createPolicies, type Policies } from './policies.ts'
import { createProjects, type Projects } from './projects.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { createUsers, type Users } from './users.ts'

/** Everything about who may ask, and for what. */
export interface Accounts {
  readonly directory: Directory
  readonly trail: AuditTrail
  readonly users: Users
  readonly projects: Projects
  readonly policies: Policies
  readonly keys: Keys
  readonly signIn: SignIn
  readonly policiesOf: PoliciesOf
}

export interface AccountsParts {
  readonly store: Store
  readonly ring: KeyRing
  readonly random: RandomBytes
  /** How long the audit is kept. */
  readonly auditKeptMs: number
  readonly now: () => number
}

/** Reads who may ask and puts all that is done with it together. */
export async function openAccounts({
  store,
  ring,
  random,
  auditKeptMs,
  now,
}: AccountsParts): Promise<Accounts> {
  const directory = await openDirectory({ store, random, now })
  const trail = createAuditTrail({ store, keptMs: auditKeptMs, now })
  const passwords = createPasswordWork({ mostAtOnce: 1, mostWaiting: 16 })
  const strangers = createPasswordWork({ mostAtOnce: 2, mostWaiting: 16 })
  const signIn = createSignIn({ directory, trail, ring, strangers, passwords, now })
  const projects = createProjects({ directory, trail, store, random, now })
  return {
    directory,
    trail,
    projects,
    users: createUsers({ directory, trail, signIn, passwords, random, now }),
    policies: createPolicies({ directory, trail, now }),
    keys: createKeys({ directory, projects, trail, ring, random, now }),
    signIn,
    policiesOf: createHeldPolicies(directory),
  }
}
