import { conditionKeys, type RequestFacts } from '../access/policy/condition-keys.ts'
import {
  evaluate,
  evaluateAll,
  refusalProblem,
  type Decision,
  type HeldPolicy,
  type Refused,
} from '../access/policy/evaluate.ts'
import { instanceKind, instanceUrn } from '../access/policy/urn.ts'
import type { Directory } from '../accounts/directory.ts'
import type { Caller } from '../core/caller.ts'
import { StepwellError } from '../core/error.ts'
import type { Instance } from '../core/instance.ts'
import type { Permission } from '../core/permission.ts'
import type { Words } from '../core/words.ts'
import { problemWords } from '../words/problems.ts'
import type { NamedThings } from './named-things.ts'
import type { ActTarget } from './route-permission.ts'

/** What is acted on. */
export interface Target extends ActTarget {
  /**
   * Null: no single one, or one that is not there: what is not there is allowed to nobody in particular. With a service: all
   * that it has.
   */
  readonly instance: Pick<Instance, 'id' | 'service' | 'enterpriseProject' | 'tags'> | null
  /** What an instance is to be given; null: none is made. */
  readonly given: NonNullable<NamedThings['newInstance']> | null
}

/** The policies of who asks, in a project. */
export interface Standing {
  readonly project: string
  readonly policies: readonly HeldPolicy[]
}

/**
 * Why policies do not let a caller do something to a target; null: they do. `denied`: only a Deny counts, and what nothing
 * allows is let pass.
 */
export type PolicyRefusal = (
  permission: Permission,
  target: Target,
  standing: Standing,
  caller: Caller,
  counts?: 'denied',
) => StepwellError | null

/** Puts policies behind refusals. */
export const createPolicyRefusal =
  (directory: Pick<Directory, 'project' | 'domain'>, now: () => number): PolicyRefusal =>
  (permission, target, { project, policies }, caller, counts) => {
    const projectName = directory.project(project)?.name ?? ''
    const { id: account, name: domainName } = directory.domain()
    const { instance, given, service } = target
    const described = instance ?? given
    const facts: RequestFacts = {
      user: caller.user ?? null,
      projectName,
      domainName,
      service: permission.action.slice(0, permission.action.indexOf(':')),
      instance:
        described === null ? null : { ...described, enterpriseProject: described.enterpriseProject ?? '0' },
      givenTags: given?.tags ?? null,
      sourceAddress: caller.address ?? null,
      now: now(),
    }
    // Where the cloud has a region stands the project's name, which there is the region's.
    const resource = instance === null ? null : instanceUrn(instance, projectName, account)
    const request = { permission, resource, lookUp: conditionKeys(facts) }
    const isRefused = (decision: Decision): decision is Refused =>
      !decision.allowed && (counts === undefined || decision.by !== null)
    const decision = evaluate(policies, request)
    const isOfAll = service !== null && instance === null
    const reach = isOfAll && decision.by === null ? 'part' : undefined
    if (isRefused(decision)) return refused(permission, decision, reach)
    if (!isOfAll) return null
    const ofAll = evaluateAll(policies, { ...request, kind: instanceKind(service, projectName, account) })
    return isRefused(ofAll) ? refused(permission, ofAll, 'part') : null
  }

/** The refusal of what an action is missing for, or what a statement denies. */
export function refused(
  permission: Permission,
  decided: Pick<Refused, 'by' | 'near'>,
  reach?: 'part',
): StepwellError {
  const { action } = permission
  return new StepwellError(
    'forbidden',
    { act: action },
    { problems: [refusalProblem(permission, decided, reach)] },
  )
}

/** A refusal with a sentence more of what may be asked instead. */
export const advised = ({ code, parameters, problems }: StepwellError, message: Words): StepwellError =>
  new StepwellError(code, parameters, { problems: [...problems, { path: '', message }] })

/** The refusal of what is done in a project to who asks in none. */
export const noProject = (): StepwellError =>
  new StepwellError('invalid_request', {}, { problems: [{ path: '', message: problemWords.noProject }] })
