import type { Domain, Project, StoredPolicy } from '../account.ts'
import type { AccessKey, HeldKey } from '../caller.ts'
import type { User } from '../user.ts'

const times = { createdAt: 1000, updatedAt: 1000, revision: 1 }

/** A user with a password who may do everything in one project. */
export const user = (over: Partial<User> = {}): User => ({
  kind: 'user',
  id: '0'.repeat(31) + '1',
  name: 'lin',
  passwordHash: 'hash',
  language: null,
  administrator: false,
  policies: [{ policy: 'StepwellFullAccess', project: 'a'.repeat(32) }],
  generation: 1,
  disabledAt: null,
  ...times,
  ...over,
})

export const project = (over: Partial<Project> = {}): Project => ({
  kind: 'project',
  id: 'a'.repeat(32),
  name: 'default',
  description: '',
  language: null,
  ...times,
  ...over,
})

export const storedPolicy = (over: Partial<StoredPolicy> = {}): StoredPolicy => ({
  kind: 'policy',
  id: 'operators',
  name: 'operators',
  description: '',
  document: '{"Version":"5.0","Statement":[{"Effect":"Allow","Action":["*"]}]}',
  ...times,
  ...over,
})

export const domain = (over: Partial<Domain> = {}): Domain => ({
  kind: 'domain',
  id: 'd'.repeat(32),
  name: 'stepwell',
  ...times,
  ...over,
})

export const accessKey = (over: Partial<AccessKey> = {}): AccessKey => ({
  accessKey: 'AK1',
  sealedSecretKey: 'sealed',
  tokenHash: 'hash of the token',
  user: user().id,
  project: 'a'.repeat(32),
  generation: 1,
  createdAt: 1000,
  lastUsedAt: null,
  disabledAt: null,
  ...over,
})

export const heldKey = (over: Partial<HeldKey> = {}): HeldKey => ({ ...accessKey(), holder: user(), ...over })
