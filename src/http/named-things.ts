import type { TaskName } from '../core/find-task.ts'
import type { Instance } from '../core/instance.ts'
import type { Service } from '../core/task.ts'
import type { Question, QuestionName } from '../dialects/question.ts'

/** What a question is about, as far as a permission can depend on it. */
export interface NamedThings {
  readonly tasks?: readonly TaskName[]
  /** Ids or names of instances. */
  readonly instances?: readonly string[]
  /** Ids or names of instances whose tasks are listed, also when they are registered no more. */
  readonly ofInstances?: readonly string[]
  /** It is about all of a service, or of those instances what is of a service; `all`: of every service. */
  readonly service?: Service | 'all'
  /** What is listed of instances may be done to others, which name them. */
  readonly showsOthers?: true
  /** An instance that is to be. */
  readonly newInstance?: Pick<Instance, 'enterpriseProject' | 'tags'>
  /** It submits an operation. */
  readonly operation?: string
  /** What of its input names instances is known by the operation. */
  readonly input?: { readonly [name: string]: unknown }
}

const nothing = (): NamedThings => ({})
const taskOf = (name: TaskName): NamedThings => ({ tasks: [name] })
const taskOfKey = ({ key }: { readonly key: TaskName }): NamedThings => taskOf(key)
const instanceOf = ({ idOrName }: { readonly idOrName: string }): NamedThings => ({ instances: [idOrName] })
interface InService {
  readonly service?: Service | null | undefined
}
const listOf = ({ service }: InService): NamedThings => ({ service: service ?? 'all' })
const listOfTasks = (of: InService, ...instances: readonly (string | undefined)[]): NamedThings => {
  const ofInstances = instances.filter(instance => instance !== undefined)
  return ofInstances.length === 0 ? listOf(of) : { ...listOf(of), ofInstances }
}

/** What every question names; one that is new has to say it here before it compiles. */
const named: { readonly [Name in QuestionName]: (question: Question<Name>) => NamedThings } = {
  submit: ({ submission: { operation, instance, input } }) => ({ operation, input, instances: [instance] }),
  task: taskOf,
  serviceAnswer: taskOf,
  tasks: ({ instance, uses, ...list }) => ({ ...listOfTasks(list, instance, uses), showsOthers: true }),
  taskCounts: ({ instance, ...list }) => ({ ...listOfTasks(list, instance), showsOthers: true }),
  change: taskOfKey,
  history: taskOfKey,
  log: taskOfKey,
  trace: taskOf,
  timeline: taskOf,
  events: () => ({ service: 'all' }),
  follow: ({ task }) => (task === null ? { service: 'all' } : taskOf({ id: task })),
  operations: nothing,
  operation: nothing,
  addInstance: ({ enterpriseProject, tags }) => ({ newInstance: { enterpriseProject, tags } }),
  instances: listOf,
  instance: instanceOf,
  removeInstance: instanceOf,
  instanceRecord: ({ id }) => ({ instances: [id] }),
  instanceRecords: listOf,
  taskRecord: taskOf,
  taskRecords: ({ id, instance, ...list }) =>
    id === undefined ? listOfTasks(list, instance) : taskOf({ id }),
  changeRecords: ({ keys }) => ({ tasks: keys }),
  workers: nothing,
  ready: nothing,
  metrics: nothing,
  nothing,
  signIn: nothing,
  signOut: nothing,
  who: nothing,
  addWebhook: nothing,
  webhooks: nothing,
  webhook: nothing,
  removeWebhook: nothing,
  rotateWebhook: nothing,
  retryWebhook: nothing,
  testWebhook: nothing,
  addUser: nothing,
  users: nothing,
  user: nothing,
  changeUser: nothing,
  removeUser: nothing,
  attachPolicy: nothing,
  detachPolicy: nothing,
  setPassword: nothing,
  changePassword: nothing,
  addProject: nothing,
  projects: nothing,
  project: nothing,
  changeProject: nothing,
  removeProject: nothing,
  addPolicy: nothing,
  policies: nothing,
  actions: nothing,
  policy: nothing,
  changePolicy: nothing,
  removePolicy: nothing,
  createKey: nothing,
  keys: nothing,
  key: nothing,
  rotateKey: nothing,
  disableKey: nothing,
  removeKey: nothing,
  audit: nothing,
  createToken: nothing,
  domain: nothing,
  projectRecords: nothing,
}

/** What a question is about. */
export function namedThings<Name extends QuestionName>(name: Name, question: Question<Name>): NamedThings {
  return named[name](question)
}
