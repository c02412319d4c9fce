import { conditionKeys, type RequestFacts } from '../access/policy/condition-keys.ts'
import { allowsAlways, evaluate, refusalProblem, type HeldPolicy } from '../access/policy/evaluate.ts'
import { instanceUrn } from '../access/policy/urn.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Caller } from '../core/caller.ts'
import { findInstance } from '../core/centre.ts'
import { isCode, StepwellError } from '../core/error.ts'
import { findTask, type TaskName } from '../core/find-task.ts'
import type { Instance } from '../core/instance.ts'
import type { OperationDeclaration } from '../core/operation.ts'
import type { Permission } from '../core/permission.ts'
import type { Store } from '../core/store.ts'
import { instanceProperties } from '../core/submission.ts'
import { isScheduled, services, type Service } from '../core/task.ts'
import type { Question, QuestionName } from '../dialects/question.ts'
import { namedThings, type NamedThings } from './named-things.ts'
import { routePermission, type ActTarget, type RoutePlace } from './route-permission.ts'

/** Holds a request to the policies of who asks. Throws `forbidden`, which names the action that is missing. */
export type Permit = <Name extends QuestionName>(
  place: RoutePlace & { readonly question: Name },
  question: Question<Name>,
  caller: Caller,
) => Promise<void>

export interface PermitParts {
  readonly accounts: Pick<Accounts, 'directory' | 'policiesOf'>
  readonly store: Store
  readonly operations: ReadonlyMap<string, OperationDeclaration>
  readonly now: () => number
}

/** What is acted on. */
interface Target extends ActTarget {
  /** Null: no single one, or one that is not there: what is not there is allowed to nobody in particular. */
  readonly instance: Pick<Instance, 'id' | 'service' | 'enterpriseProject' | 'tags'> | null
}

const none: Target = { service: null, isWaiting: false, instance: null }
const onService = (service: Service | null): Target => ({ ...none, service })

/** Every way a permission of a route can depend on its target. */
const everyKind: readonly ActTarget[] = [null, ...services].flatMap(service => [
  { service, isWaiting: false },
  { service, isWaiting: true },
])

/** Puts policies before the routes. Who may do an act whatever it is done to costs two look-ups, and no reading. */
export function createPermit({ accounts, store, operations, now }: PermitParts): Permit {
  const { directory, policiesOf } = accounts
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
      const taken = everyKind.map(kind => routePermission(place, kind, operation))
      allowed = taken.every(permission => permission === null || allowsAlways(policies, permission))
      known.set(key, allowed)
    }
    return allowed
  }

  async function instanceNamed(project: string, idOrName: string): Promise<Target> {
    try {
      const instance = await findInstance(store, project, idOrName)
      return { service: instance.service, isWaiting: false, instance }
    } catch (error) {
      if (isCode(error, 'instance_not_found')) return none
      throw error
    }
  }

  async function taskNamed(project: string, name: TaskName): Promise<Target> {
    const task = await findTask(store, project, name)
    if (task === null) return none
    const registered = await store.findInstance(task.instance)
    // The instance of an old task may be gone; its id is still what a policy may name.
    const gone = { id: task.instance, service: task.service, enterpriseProject: null, tags: {} }
    const isWaiting = task.status === 'pending' && isScheduled(task)
    return { service: task.service, isWaiting, instance: registered ?? gone }
  }

  async function targetsOf(
    named: NamedThings,
    operation: OperationDeclaration | null,
    project: string,
  ): Promise<readonly Target[]> {
    if (named.service === 'all') return [none, ...services.map(onService)]
    if (named.service !== undefined) return [onService(named.service)]
    const { tasks = [], instances = [], input = {} } = named
    const inInput = (operation === null ? [] : instanceProperties(operation.input))
      .map(property => input[property])
      .filter(value => typeof value === 'string')
    const found = await Promise.all([
      ...tasks.map(name => taskNamed(project, name)),
      ...[...instances, ...inInput].map(idOrName => instanceNamed(project, idOrName)),
    ])
    return found.length === 0 ? [none] : found
  }

  function require(
    permission: Permission,
    { instance }: Target,
    policies: readonly HeldPolicy[],
    caller: Caller,
  ): void {
    const projectName = directory.project(caller.project)?.name ?? ''
    const { id: account, name: domainName } = directory.domain()
    const facts: RequestFacts = {
      user: caller.user ?? null,
      projectName,
      domainName,
      service: permission.action.slice(0, permission.action.indexOf(':')),
      instance:
        instance === null ? null : { ...instance, enterpriseProject: instance.enterpriseProject ?? '0' },
      givenTags: null,
      sourceAddress: caller.address ?? null,
      now: now(),
    }
    // Where the cloud has a region stands the project's name, which there is the region's.
    const resource = instance === null ? null : instanceUrn(instance, projectName, account)
    const decision = evaluate(policies, { permission, resource, lookUp: conditionKeys(facts) })
    if (decision.allowed) return
    const { action } = permission
    throw new StepwellError(
      'forbidden',
      { act: action },
      { problems: [refusalProblem(permission, decision.by)] },
    )
  }

  return async (place, question, caller) => {
    const named = namedThings(place.question, question)
    const operation = named.operation === undefined ? null : (operations.get(named.operation) ?? null)
    const policies = caller.user === undefined ? [] : policiesOf(caller.user.id, caller.project)
    if (isAlwaysAllowed(policies, place, operation)) return
    for (const target of await targetsOf(named, operation, caller.project)) {
      const permission = routePermission(place, target, operation)
      if (permission !== null) require(permission, target, policies, caller)
    }
  }
}
