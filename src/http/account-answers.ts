import { parsePolicy } from '../access/policy/policy.ts'
import { refusalTexts } from '../access/refusal.ts'
import { unknownActions } from '../access/policy/unknown-actions.ts'
import { unknownResources } from '../access/policy/unknown-resources.ts'
import type { UserAdmission } from '../access/user-token.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Doer } from '../accounts/audit-trail.ts'
import { requireAdministrator, type Caller } from '../core/caller.ts'
import type { PolicyEntry } from '../core/account-changes.ts'
import type { Domain, Project } from '../core/account.ts'
import { isCode, StepwellError } from '../core/error.ts'
import type { OperationDeclaration } from '../core/operation.ts'
import { createRemembered } from '../core/remembered.ts'
import { isUserOf, policyNamesIn, type User } from '../core/user.ts'
import { fillWords, type Words } from '../core/words.ts'
import type {
  AccountExchanges,
  IdOrName,
  ShownToken,
  ToldPolicy,
  TokenWish,
} from '../dialects/account-exchanges.ts'
import { accountProblemWords } from '../words/accounts.ts'
import type { AccessKeys } from './access-keys.ts'
import { knownPermissions } from './known-permissions.ts'

/** Answers what dialects ask about who may ask. */
export type AccountAnswers = {
  readonly [Name in keyof AccountExchanges]: (
    caller: Caller,
    question: AccountExchanges[Name]['question'],
  ) => Promise<AccountExchanges[Name]['answer']>
}

export interface AccountAnswerParts {
  readonly operations: ReadonlyMap<string, OperationDeclaration>
  readonly accounts: Accounts
  readonly keys: Pick<AccessKeys, 'create' | 'grantToken' | 'tokenInUse'>
}

/** Puts the accounts behind the questions of the dialects. */
export function accountAnswers({
  accounts,
  keys: admission,
  operations,
}: AccountAnswerParts): AccountAnswers {
  const { directory, trail, users, projects, policies, keys, signIn } = accounts
  const known = knownPermissions(operations.values())

  const unknownIn = createRemembered<Pick<ToldPolicy, 'unknownActions' | 'unknownResources'>>(1000)

  /** The largest policies take 15 to 30 ms to look through. */
  async function told(policy: PolicyEntry): Promise<ToldPolicy> {
    const unknown = await unknownIn(policy.document, async () => {
      const parsed = parsePolicy(policy.document)
      if (!parsed.ok) return { unknownActions: [], unknownResources: [] }
      return {
        unknownActions: unknownActions(parsed.policy, known),
        unknownResources: unknownResources(parsed.policy),
      }
    })
    return { ...policy, ...unknown }
  }

  const isAccount = ({ id, name }: IdOrName): boolean => {
    const domain: Domain = directory.domain()
    return id === undefined ? name === domain.name : id === domain.id
  }

  /** What a token is for; null: the account as a whole. */
  function scopeOf(user: User, { scope }: Pick<TokenWish, 'scope'>): Project | null {
    if (scope.domain !== null && !isAccount(scope.domain)) throw refusedFor(otherAccount())
    if (scope.kind === 'domain') return null
    const { id, name = '' } = scope.project
    const project = directory
      .projects()
      .find(each => (id === undefined ? each.name === name : each.id === id))
    if (project === undefined || !isUserOf(user, project.id))
      throw new StepwellError('project_not_found', { project: id ?? name })
    return project
  }

  async function createToken({ address = null }: Doer, wish: TokenWish): Promise<ShownToken> {
    const from = { address, to: 'token' } as const
    if (wish.by.method === 'token') {
      const given = await admission.tokenInUse(wish.by.text)
      const holder = given === null ? null : directory.user(given.held.user)
      const renewed = signIn.byToken(holder, from, user => shown(user, scopeOf(user, wish), ['token'], given))
      return saying(renewed, holder === null ? refusalTexts.wrong_token : null)
    }
    const { user: named, domain, password } = wish.by
    // Whom nobody is called, in an account that is none of ours, is held to a password all the same.
    const isOurs = domain === null || isAccount(domain)
    const name = isOurs ? (named.id ?? named.name ?? '') : ''
    const given = signIn.byPassword(name, password, from, user =>
      shown(user, scopeOf(user, wish), ['password'], null),
    )
    return saying(given, isOurs ? null : otherAccount())
  }

  /** Has a refusal say more than that nobody is let in; null: there is no more to say. */
  async function saying<Given>(given: Promise<Given>, why: Words | null): Promise<Given> {
    try {
      return await given
    } catch (error) {
      throw why !== null && isCode(error, 'sign_in_refused') ? refusedFor(why) : error
    }
  }

  const refusedFor = (message: Words): StepwellError =>
    new StepwellError('sign_in_refused', {}, { problems: [{ path: '', message }] })
  const otherAccount = (): Words =>
    fillWords(accountProblemWords.otherAccount, { name: directory.domain().name })

  function shown(
    user: User,
    project: Project | null,
    methods: readonly string[],
    of: UserAdmission | null,
  ): ShownToken {
    const granted = { project: project?.id ?? null, methods, of }
    const { text, admission: token } = admission.grantToken(user, granted)
    const { issuedAt, expiresAt } = token
    return {
      text,
      issuedAt,
      expiresAt,
      methods,
      user,
      project,
      domain: directory.domain(),
      policies: project === null ? [] : policyNamesIn(user, project.id),
    }
  }

  return {
    addUser: (caller, wanted) => users.add(caller, wanted),
    users: async caller => users.list(caller),
    user: async (caller, { name }) => users.find(caller, name),
    changeUser: (caller, { name, change }) => users.change(caller, name, change),
    removeUser: (caller, { name }) => users.remove(caller, name),
    attachPolicy: (caller, { name, attachment }) => users.attach(caller, name, attachment),
    detachPolicy: (caller, { name, attachment }) => users.detach(caller, name, attachment),
    setPassword: (caller, { name, password }) => users.setPassword(caller, name, password),
    changePassword: (caller, { current, password }) => users.changeOwnPassword(caller, current, password),
    addProject: (caller, wanted) => projects.add(caller, wanted),
    projects: async caller => projects.list(caller),
    project: async (caller, { name }) => projects.find(caller, name),
    changeProject: (caller, { name, change }) => projects.change(caller, name, change),
    removeProject: (caller, { name }) => projects.remove(caller, name),
    addPolicy: async (caller, { name, text }) => told(await policies.add(caller, name, text)),
    policies: async caller => Promise.all(policies.list(caller).map(told)),
    policy: async (caller, { name }) => told(policies.find(caller, name)),
    changePolicy: async (caller, { name, text }) => told(await policies.change(caller, name, text)),
    removePolicy: async (caller, { name }) => told(await policies.remove(caller, name)),
    actions: async () => known,
    async createKey(caller, wanted) {
      requireAdministrator(caller, 'accessKey:create')
      const { project } = wanted
      const problems = [{ path: '/project', message: accountProblemWords.projectOfKey }]
      // A slip of the pen makes no project.
      if (directory.project(project)?.id !== project)
        throw new StepwellError('project_not_found', { project }, { problems })
      return admission.create(wanted, caller)
    },
    keys: async (caller, { user }) => keys.list(caller, user),
    key: async (caller, { name }) => keys.find(caller, name),
    rotateKey: (caller, { name }) => keys.rotate(caller, name),
    disableKey: (caller, { name, disabled }) => keys.setDisabled(caller, name, disabled),
    removeKey: (caller, { name }) => keys.remove(caller, name),
    async audit(caller, { limit, ...filter }) {
      requireAdministrator(caller, 'audit:list')
      const read = await trail.list({ ...filter, limit: limit + 1 })
      const items = read.slice(0, limit)
      return { items, next: read.length > limit ? items.at(-1)!.id : null }
    },
    createToken,
    domain: async () => directory.domain(),
    async projectRecords(caller, { name, domain, offset, limit }) {
      const account = directory.domain()
      const matching = projects
        .list(caller)
        .filter(project => name === undefined || project.name === name)
        .filter(() => domain === undefined || domain === account.id)
      return { projects: matching.slice(offset, offset + limit), domain: account }
    },
  }
}
