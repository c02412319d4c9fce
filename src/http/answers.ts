import { requireAdministrator, type Caller } from '../core/caller.ts'
import type { TaskCentre } from '../core/centre.ts'
import { isCode, StepwellError } from '../core/error.ts'
import type { CallerEvent } from '../core/event.ts'
import type { Instance } from '../core/instance.ts'
import { isPast, pastMoment } from '../core/moment-to-come.ts'
import type { OperationDeclaration } from '../core/operation.ts'
import type { Readiness } from '../core/readiness.ts'
import type { Registry } from '../core/registry.ts'
import type { Store } from '../core/store.ts'
import { instancesOf } from '../core/involved-instances.ts'
import type { Task } from '../core/task.ts'
import { matchOf } from '../core/task-search.ts'
import { isTimed, timelineOf } from '../core/timeline.ts'
import type { Webhooks } from '../core/webhooks.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { isTraced } from '../dialects/native/trace.ts'
import type { Answer, Page, Question, QuestionName } from '../dialects/question.ts'
import type { SeenTask } from '../dialects/view.ts'
import { problemWords } from '../words/problems.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { AccessKeys } from './access-keys.ts'
import { accountAnswers } from './account-answers.ts'
import { userNamed } from './user-named.ts'
import { instanceAnswers } from './instance-answers.ts'
import { recordAnswers } from './record-answers.ts'
import type { EventStreams } from './event-streams.ts'
import { serviceAnswer } from './service-answer.ts'
import { placeBehind, placeOf, taskCounts } from './task-list-answers.ts'
import { taskWithHistory } from './task-with-history.ts'
import { webhookAnswers } from './webhook-answers.ts'

/** Answers what dialects ask. Errors are StepwellErrors. */
export type Answers = {
  readonly [Name in QuestionName]: (caller: Caller, question: Question<Name>) => Promise<Answer<Name>>
}

export interface AnswerParts {
  /** In which services' APIs answer. */
  readonly dialects: readonly Dialect[]
  readonly centre: TaskCentre
  readonly registry: Registry
  readonly operations: ReadonlyMap<string, OperationDeclaration>
  readonly accounts: Accounts
  readonly keys: Pick<AccessKeys, 'create' | 'signIn' | 'signOut' | 'grantToken' | 'tokenInUse'>
  readonly workers: Pick<Store, 'workers' | 'heldBy' | 'holders'>
  /** Those of who signs out end. */
  readonly streams: Pick<EventStreams, 'endOf'>
  readonly webhooks: Webhooks
  readonly now: () => number
  /** Whether the server can take work now. */
  readonly ready: () => Promise<Readiness>
  /** The figures of the server, as Prometheus reads them. */
  readonly metrics: () => Promise<string>
}

/** Why what belongs to no project is an administrator's alone. */
const allProjects = [{ path: '', message: problemWords.countsAllProjects }]

/** One page of what was read with one more than the limit. */
function pageOf<Item, Place>(
  read: readonly Item[],
  limit: number,
  place: (item: Item) => Place,
): Page<Item, Place> {
  const items = read.slice(0, limit)
  const last = items.at(-1)
  return { items, next: read.length > limit && last !== undefined ? place(last) : null }
}

/** A person means a moment to come; the APIs of the services take one that is over for now. */
function refusePast(event: CallerEvent, now: number): void {
  if (event.type === 'rescheduled' && isPast(event.dueAt, now)) throw pastMoment('/dueAt')
  if (event.type === 'pauseRequested' && isPast(event.limit?.until ?? null, now)) throw pastMoment('/until')
}

/** Puts centre, registry and keys behind the questions of the dialects. */
export function createAnswers(parts: AnswerParts): Answers {
  const { centre, registry, operations } = parts

  /** An instance by id or name; null: there is none. */
  async function lookUp(caller: Caller, idOrName: string): Promise<Instance | null> {
    try {
      return await registry.find(caller, idOrName)
    } catch (error) {
      if (isCode(error, 'instance_not_found')) return null
      throw error
    }
  }

  /** What is no longer registered can still be asked for by its id. */
  const idOf = async (caller: Caller, idOrName: string): Promise<string> =>
    (await lookUp(caller, idOrName))?.id ?? idOrName

  /** The filter of an instance's tasks, and of those that name it, unless only its own are meant. */
  async function ofInstance(caller: Caller, idOrName: string | undefined, onlyOwn: true | undefined) {
    if (idOrName === undefined) return {}
    const id = await idOf(caller, idOrName)
    return onlyOwn ? { instance: id } : { involves: id }
  }

  /** Tasks as they are shown; what several of them need is asked for once. */
  async function seenTasks(caller: Caller, tasks: readonly Task[]): Promise<readonly SeenTask[]> {
    const ids = [...new Set(tasks.flatMap(instancesOf))]
    const found = new Map(
      await Promise.all(ids.map(async id => [id, await registry.byId(caller, id)] as const)),
    )
    const places = await centre.queue(tasks)
    return Promise.all(
      tasks.map(async (task, index) => ({
        task,
        instance: found.get(task.instance) ?? null,
        uses: instancesOf(task).map(id => {
          const instance = found.get(id) ?? null
          const name = instance?.name ?? task.instanceNames[id] ?? null
          return { id, name, isRegistered: instance !== null }
        }),
        queue: places[index] ?? null,
        supersededBy: await centre.supersededBy(task),
        stopAsked: await centre.stopAsked(task),
        rescheduled: await centre.rescheduled(task),
      })),
    )
  }

  const seen = async (caller: Caller, task: Task): Promise<SeenTask> => (await seenTasks(caller, [task]))[0]!

  const answers: Answers = {
    submit: async (caller, { submission, reason }) =>
      seen(caller, await centre.submit(caller, submission, reason)),
    task: async (caller, key) => seen(caller, await centre.find(caller, key)),
    async tasks(caller, { instance, uses, search, after, onlyOwn, ...filter }) {
      const { order } = filter
      const named = {
        ...filter,
        ...placeOf(order, after),
        ...(await ofInstance(caller, instance ?? (onlyOwn && uses), onlyOwn)),
        ...(uses === undefined ? {} : { uses: await idOf(caller, uses) }),
      }
      const sought =
        search === undefined
          ? named
          : { ...named, anyOf: matchOf(search, await registry.list(caller), [...operations.values()]) }
      const tasks = await centre.list(caller, { ...sought, limit: filter.limit + 1 })
      const { items, next } = pageOf(tasks, filter.limit, task => placeBehind(order, task))
      return { items: await seenTasks(caller, items), next }
    },
    taskCounts: async (caller, { instance, onlyOwn, ...filter }) =>
      taskCounts(centre, caller, { ...filter, ...(await ofInstance(caller, instance, onlyOwn)) }),
    async serviceAnswer(caller, key) {
      const task = await centre.find(caller, key)
      return serviceAnswer(
        parts.dialects,
        (name, who, question) => answers[name](who, question),
        caller,
        task,
      )
    },
    async change(caller, { key, event, reason }) {
      refusePast(event, parts.now())
      return seen(caller, await centre.change(caller, key, event, reason))
    },
    history: async (caller, { key, afterId, limit }) =>
      pageOf(await centre.history(caller, key, afterId, limit + 1), limit, event => event.id),
    log: async (caller, { key, limit, ...place }) =>
      pageOf(await centre.log(caller, key, { ...place, limit: limit + 1 }), limit, line => line.id),
    trace: (caller, key) => taskWithHistory(centre, caller, key, isTraced),
    async timeline(caller, key) {
      const { task, events } = await taskWithHistory(centre, caller, key, isTimed)
      return { task, timeline: timelineOf(task, events) }
    },
    events: async (caller, { afterId, limit }) =>
      pageOf(await centre.events(caller, afterId ?? 0, limit + 1), limit, event => event.id),
    follow: (caller, { task, afterId }) => centre.follow(caller, task, afterId),
    operations: async () => [...operations.values()],
    async operation(_, { name }) {
      const operation = operations.get(name)
      if (operation === undefined) throw new StepwellError('operation_not_found', { operation: name })
      return operation
    },
    addInstance: (caller, instance) => registry.add(caller, instance),
    instances: (caller, { service }) => registry.list(caller, service ?? undefined),
    instance: (caller, { idOrName }) => registry.find(caller, idOrName),
    removeInstance: (caller, { idOrName }) => registry.remove(caller, idOrName),
    signIn: (caller, wanted) => parts.keys.signIn(caller, wanted),
    async signOut(caller) {
      const signedOut = await parts.keys.signOut(caller)
      if (caller.admission !== undefined) parts.streams.endOf(caller.admission)
      return signedOut
    },
    who: async caller => caller,
    async workers(caller) {
      requireAdministrator(caller, 'worker:list')
      const workers = await parts.workers.workers()
      return Promise.all(
        workers.map(async worker => ({
          worker,
          tasks: (await parts.workers.heldBy(worker.id))
            .filter(({ project }) => project === caller.project)
            .map(task => task.id),
        })),
      )
    },
    ...instanceAnswers(registry, parts.workers),
    ...recordAnswers({ centre, registry, nameOf: by => userNamed(parts.accounts.directory, by) }),
    ...accountAnswers(parts),
    ...webhookAnswers(parts.webhooks),
    ready: () => parts.ready(),
    async metrics(caller) {
      requireAdministrator(caller, 'metrics:get', allProjects)
      return parts.metrics()
    },
    nothing: async () => null,
  }
  return answers
}
