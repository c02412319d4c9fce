import type {
  ActionList,
  AttachmentBody,
  AuditPage,
  KeptKeyView,
  KeyList,
  KeyView,
  NewKeyBody,
  NewProjectBody,
  NewUserBody,
  PolicyChangeBody,
  PolicyList,
  PolicyView,
  ProjectChangeBody,
  ProjectList,
  ProjectView,
  UserChangeBody,
  UserList,
  UserView,
} from '../dialects/native/account-schema.ts'
import type { WhoView } from '../dialects/native/session-schema.ts'

/** Which entries of the audit are asked for. */
export interface AuditQuery {
  readonly before: number | undefined
  readonly act: string | undefined
  readonly limit: number
}

/** Who may ask, in the server's native API: users, projects and policies by id or name, keys by their public part. */
export interface AccountClient {
  addUser(body: NewUserBody): Promise<UserView>
  users(): Promise<UserList>
  user(name: string): Promise<UserView>
  changeUser(name: string, body: UserChangeBody): Promise<UserView>
  removeUser(name: string): Promise<UserView>
  setPassword(name: string, password: string): Promise<UserView>
  attach(name: string, body: AttachmentBody): Promise<UserView>
  detach(name: string, body: AttachmentBody): Promise<UserView>
  addProject(body: NewProjectBody): Promise<ProjectView>
  projects(): Promise<ProjectList>
  changeProject(name: string, body: ProjectChangeBody): Promise<ProjectView>
  removeProject(name: string): Promise<ProjectView>
  addPolicy(name: string, body: PolicyChangeBody): Promise<PolicyView>
  policies(): Promise<PolicyList>
  actions(): Promise<ActionList>
  policy(name: string): Promise<PolicyView>
  changePolicy(name: string, body: PolicyChangeBody): Promise<PolicyView>
  removePolicy(name: string): Promise<PolicyView>
  createKey(body: NewKeyBody): Promise<KeyView>
  keys(user: string | undefined): Promise<KeyList>
  key(accessKey: string): Promise<KeptKeyView>
  disableKey(accessKey: string, disabled: boolean): Promise<KeptKeyView>
  rotateKey(accessKey: string): Promise<KeyView>
  removeKey(accessKey: string): Promise<KeptKeyView>
  /** Ends the token that asks, and those made of it. */
  endToken(): Promise<WhoView>
  audit(query: AuditQuery): Promise<AuditPage>
}

/** Makes the calls about who may ask of a client. */
export function createAccountClient(
  ask: (method: string, path: string, body: object | null) => Promise<unknown>,
): AccountClient {
  const call = <Content>(method: string, path: string, body: object | null = null): Promise<Content> =>
    ask(method, path, body) as Promise<Content>
  const path = (list: string, name: string): string => `/${list}/${encodeURIComponent(name)}`
  return {
    addUser: body => call('POST', '/users', body),
    users: () => call('GET', '/users'),
    user: name => call('GET', path('users', name)),
    changeUser: (name, body) => call('PUT', path('users', name), body),
    removeUser: name => call('DELETE', path('users', name)),
    setPassword: (name, password) => call('PUT', `${path('users', name)}/password`, { password }),
    attach: (name, body) => call('POST', `${path('users', name)}/policies`, body),
    detach: (name, { policy, project = null }) =>
      call(
        'DELETE',
        `${path('users', name)}/policies/${encodeURIComponent(policy)}${queryText({ project: project ?? undefined })}`,
      ),
    addProject: body => call('POST', '/projects', body),
    projects: () => call('GET', '/projects'),
    changeProject: (name, body) => call('PUT', path('projects', name), body),
    removeProject: name => call('DELETE', path('projects', name)),
    addPolicy: (name, body) => call('POST', '/policies', { name, ...body }),
    policies: () => call('GET', '/policies'),
    actions: () => call('GET', '/actions'),
    policy: name => call('GET', path('policies', name)),
    changePolicy: (name, body) => call('PUT', path('policies', name), body),
    removePolicy: name => call('DELETE', path('policies', name)),
    createKey: body => call('POST', '/keys', body),
    keys: user => call('GET', `/keys${queryText({ user })}`),
    key: accessKey => call('GET', path('keys', accessKey)),
    disableKey: (accessKey, disabled) => call('PUT', path('keys', accessKey), { disabled }),
    rotateKey: accessKey => call('POST', `${path('keys', accessKey)}/rotate`),
    removeKey: accessKey => call('DELETE', path('keys', accessKey)),
    endToken: () => call('DELETE', '/session'),
    audit: query => call('GET', `/audit${queryText({ ...query })}`),
  }
}

function queryText(query: { readonly [name: string]: string | number | undefined }): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const text = new URLSearchParams(pairs).toString()
  return text === '' ? '' : `?${text}`
}
