import { allowsAlways, type HeldPolicy } from '../access/policy/evaluate.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Action } from '../core/actions.ts'
import type { Caller } from '../core/caller.ts'
import { findInstance } from '../core/centre.ts'
import { isCode, type StepwellError } from '../core/error.ts'
import { findTask, type TaskName } from '../core/find-task.ts'
import type { Instance } from '../core/instance.ts'
import type { OperationDeclaration } from '../core/operation.ts'
import type { Store } from '../core/store.ts'
import { instanceProperties } from '../core/submission.ts'
import { isScheduled, services, type Service, type Task } from '../core/task.ts'
import { fillWords } from '../core/words.ts'
import type { Question, QuestionName } from '../dialects/question.ts'
import { policyRefusalWords } from '../words/policies.ts'
import { namedThings, type NamedThings } from './named-things.ts'
import {
  advised,
  createPolicyRefusal,
  noProject,
  refused,
  type Standing,
  type Target,
} from './policy-refusal.ts'
import {
  actObjects,
  isOfAccount,
  leastPermission,
  narrowerLists,
  needsProject,
  routePermissions,
  shownPermissions,
  type ActTarget,
  type RoutePlace,
} from './route-permission.ts'

/**
 * Holds a request to the policies of who asks, and gives it back, narrowed where only a part of what it asks for may be seen.
 * Throws `forbidden`, which names the action that is missing.
 */
export type Permit = <Name extends QuestionName>(
  place: RoutePlace & { readonly question: Name },
  question: Question<Name>,
  caller: Caller,
) => Promise<Question<Name>>

/** What policies let a caller do. */
export interface Permits {
  readonly permit: Permit
  /** Whether the caller may do something to a task. */
  readonly mayAct: (
    caller: Caller,
    action: Action,
    seen: { readonly task: Task; readonly instance: Instance | null },
  ) => boolean
}

export interface PermitParts {
  readonly accounts: Pick<Accounts, 'directory' | 'policiesOf'>
  readonly store: Store
  readonly operations: ReadonlyMap<string, OperationDeclaration>
  readonly now: () => number
}

/** What is asked, and by whom. */
interface Asking {
  readonly place: RoutePlace
  /** Null: none is submitted. */
  readonly operation: OperationDeclaration | null
  readonly caller: Caller
  readonly own: Standing
  /** Where it has policies besides, as far as they count. */
  readonly others: readonly Standing[]
}

const none: Target = { service: null, object: 'nothing', instance: null, given: null }
/** All there is of a service. */
const onService = (service: Service): Target => ({ ...none, service })
const onGone = (id: string, service: Service): Target => ({
  ...onService(service),
  object: 'instance',
  instance: { id, service, enterpriseProject: null, tags: {} },
})
function onTask(task: Task, registered: Instance | null): Target {
  // The instance of an old task may be gone; its id is still what a policy may name.
  const target = onGone(task.instance, task.service)
  const timed = task.status === 'pending' ? 'waiting' : 'timed'
  return { ...target, object: isScheduled(task) ? timed : 'task', instance: registered ?? target.instance }
}
const servicesOf = (service: Service | 'all' = 'all'): readonly Service[] =>
  service === 'all' ? services : [service]
const onAll = (service: Service | 'all'): readonly Target[] => [
  ...(service === 'all' ? [none] : []),
  ...servicesOf(service).map(onService),
]

/** Every way a permission of a route can depend on its target. */
const everyKind: readonly ActTarget[] = [null, ...services].flatMap(service =>
  actObjects.map(object => ({ service, object })),
)

/** Puts policies before the routes. Who may do an act whatever it is done to costs two look-ups, and no reading. */
export function createPermits({ accounts, store, operations, now }: PermitParts): Permits {
  const { directory, policiesOf } = accounts
  const refusalOf = createPolicyRefusal(directory, now)
  /** The routes that a list of policies always allows. A list is another object once anything about it has changed. */
  const always = new WeakMap<readonly HeldPolicy[], Map<string, boolean>>()

  function isAlwaysAllowed(
    policies: readonly HeldPolicy[],
    place: RoutePlace,
    operation: OperationDeclaration | null,
  ): boolean {
    let known = always.get(policies)
    if (known === undefined) always.set(policies, (known = new Map()))
    const key = `${place.dialect} ${place.route} ${operation?.name ?? ''}`
    let allowed = known.get(key)
    if (allowed === undefined) {
      const taken = everyKind.flatMap(kind => [
        ...routePermissions(place, kind, operation),
        ...shownPermissions(place, kind),
      ])
      allowed = taken.every(permission => allowsAlways(policies, permission))
      known.set(key, allowed)
    }
    return allowed
  }

  async function instanceNamed(project: string, idOrName: string): Promise<Target> {
    try {
      const instance = await findInstance(store, project, idOrName)
      return { ...onService(instance.service), object: 'instance', instance }
    } catch (error) {
      if (isCode(error, 'instance_not_found')) return none
      throw error
    }
  }

  async function taskNamed(project: string, name: TaskName): Promise<Target> {
    const task = await findTask(store, project, name)
    return task === null ? none : onTask(task, await store.findInstance(task.instance))
  }

  async function listedOf(project: string, idOrName: string, service: Service | 'all' | undefined) {
    const target = await instanceNamed(project, idOrName)
    // Whose instance it was is not known; its tasks may still be there.
    return target === none ? servicesOf(service).map(each => onGone(idOrName, each)) : [target]
  }

  async function targetsOf(
    named: NamedThings,
    operation: OperationDeclaration | null,
    project: string,
  ): Promise<readonly Target[]> {
    const { tasks = [], instances = [], input = {}, service, ofInstances, newInstance } = named
    if (ofInstances !== undefined)
      return (await Promise.all(ofInstances.map(each => listedOf(project, each, service)))).flat()
    if (service !== undefined) return onAll(service)
    if (newInstance !== undefined) return [{ ...none, given: newInstance }]
    const inInput = (operation === null ? [] : instanceProperties(operation.input))
      .map(property => input[property])
      .filter(value => typeof value === 'string')
    const found = await Promise.all([
      ...tasks.map(name => taskNamed(project, name)),
      ...[...instances, ...inInput].map(idOrName => instanceNamed(project, idOrName)),
    ])
    return found.length === 0 ? [none] : found
  }

  /** Where else who asks has policies: what is denied there binds what is done to the account as a whole. */
  function elsewhere({ user, project: here }: Caller): readonly Standing[] {
    const held = user === undefined ? null : directory.user(user.id)
    if (held === null) return []
    const projects = new Set(held.policies.flatMap(({ project }) => project ?? []))
    projects.delete(here)
    return [...projects].map(project => ({ project, policies: policiesOf(held.id, project) }))
  }

  /** Why an act on a target is refused; null: it is not. */
  function refusalAt(
    { place, operation, caller, own, others }: Asking,
    target: Target,
  ): StepwellError | null {
    for (const permission of routePermissions(place, target, operation)) {
      const refusal = refusalOf(permission, target, own, caller)
      if (refusal !== null) return refusal
      for (const other of others) {
        const denial = refusalOf(permission, target, other, caller, 'denied')
        if (denial !== null) return denial
      }
    }
    for (const permission of shownPermissions(place, target)) {
      const denial = refusalOf(permission, target, own, caller, 'denied')
      if (denial !== null) return denial
    }
    return null
  }

  /** Says beside the refusal of a list over all services which part of it would be answered. */
  function withNarrower(refusal: StepwellError, asking: Asking, named: NamedThings): StepwellError {
    const { ofService, ofInstance } = narrowerLists(asking.place)
    if (!ofService || named.service !== 'all' || asking.own.policies.length === 0) return refusal
    const answered = services.filter(service => refusalAt(asking, onService(service)) === null)
    const { oneService, oneInstance } = policyRefusalWords
    if (answered.length > 0) return advised(refusal, fillWords(oneService, { services: answered.join(', ') }))
    return ofInstance ? advised(refusal, oneInstance) : refusal
  }

  const policiesHeld = ({ user, project }: Caller): readonly HeldPolicy[] =>
    user === undefined ? [] : policiesOf(user.id, project)

  const permit: Permit = async (place, question, caller) => {
    if (caller.project === '' && needsProject(place)) throw noProject()
    const named = namedThings(place.question, question)
    const operation = named.operation === undefined ? null : (operations.get(named.operation) ?? null)
    const { project } = caller
    const policies = policiesHeld(caller)
    const least = policies.length === 0 ? leastPermission(place) : null
    if (least !== null) throw refused(least, { by: null, near: null })
    const others = isOfAccount(place) ? elsewhere(caller) : []
    if (others.length === 0 && isAlwaysAllowed(policies, place, operation)) return question
    const asking = { place, operation, caller, own: { project, policies }, others }
    for (const target of await targetsOf(named, operation, project)) {
      const refusal = refusalAt(asking, target)
      if (refusal !== null) throw withNarrower(refusal, asking, named)
    }
    const { ofInstances, showsOthers, service = 'all' } = named
    if (ofInstances === undefined || showsOthers === undefined) return question
    const isPart = onAll(service).some(target => refusalAt(asking, target) !== null)
    return isPart ? { ...question, onlyOwn: true } : question
  }

  return {
    permit,
    mayAct(caller, action, { task, instance }) {
      const place = { dialect: 'native', route: `${action}Task` }
      const policies = policiesHeld(caller)
      if (isAlwaysAllowed(policies, place, null)) return true
      const own = { project: caller.project, policies }
      const asking = { place, operation: null, caller, own, others: [] }
      return refusalAt(asking, onTask(task, instance)) === null
    },
  }
}
