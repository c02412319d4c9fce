import type { Json, JsonObject } from '../../core/json.ts'
import { fillWords } from '../../core/words.ts'
import { policyProblemWords } from '../../words/policies.ts'
import { problemWords } from '../../words/problems.ts'
import { compileCondition, type Holds } from './condition.ts'
import { compileTexts, membersOf, pointer, type Report } from './members.ts'
import { compilePattern, type Matches } from './pattern.ts'
import { compileUrn, type Covers, type Urn, type UrnKind } from './urn.ts'

/** A pattern of the names of actions. */
export interface ActionPattern {
  /** As it was written. */
  readonly text: string
  /** Whether it stands for an action of a name, in lower case. */
  readonly matches: Matches
}

/** What a policy names as a resource. */
export interface ResourcePattern {
  /** As it was written. */
  readonly text: string
  readonly covers: Covers
}

/** A statement of a policy, compiled. */
export interface Statement {
  /** Null: it has none. */
  readonly sid: string | null
  readonly effect: 'Allow' | 'Deny'
  /** What `Action` or `NotAction` names. */
  readonly actions: readonly ActionPattern[]
  /** Whether it is about an action of these names, all in lower case. */
  readonly isAbout: (names: readonly string[]) => boolean
  /** What `Resource` or `NotResource` names. */
  readonly resources: readonly ResourcePattern[]
  /** Whether it is about a resource; null: no single one. */
  readonly covers: (resource: Urn | null) => boolean
  /** Whether it may be about some resource of a kind. */
  readonly touches: (kind: UrnKind) => boolean
  /** Whether it is about every resource, and about what is no single one. */
  readonly coversAll: boolean
  /** All have to hold. */
  readonly conditions: readonly Holds[]
}

/** Compiles one statement. What is wrong with it is reported, and what comes back then is of no use; null: it is none. */
export const compileStatement = (value: Json, path: string, report: Report): Statement | null => {
  const entries = membersOf(value, path, report)
  if (entries.length === 0) return null
  for (const [name] of entries)
    if (!members.has(name)) report(path + pointer(name), problemWords.unknownField)
  const given: JsonObject = Object.fromEntries(entries)
  const { Sid: sid = null, Effect: effect, Condition: condition } = given
  if (sid !== null && typeof sid !== 'string') report(`${path}/Sid`, policyProblemWords.notText)
  if (effect === undefined) report(`${path}/Effect`, problemWords.missingField)
  else if (effect !== 'Allow' && effect !== 'Deny')
    report(`${path}/Effect`, fillWords(problemWords.notOneOf, { values: 'Allow, Deny' }))
  return {
    sid: sid as string | null,
    effect: effect as Statement['effect'],
    ...compileActions(given, path, report),
    ...compileResources(given, path, report),
    conditions: condition === undefined ? [] : compileCondition(condition, `${path}/Condition`, report),
  }
}

const members = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'])

/** The service in lower case; type and act in any. `*` alone is every action, as in the examples of the cloud's provider. */
const actionForm = /^(?:\*|[a-z0-9*?-]+(?::[A-Za-z0-9*?_-]+){2})$/

const compileAction = (text: string): ActionPattern | null =>
  actionForm.test(text) ? { text, matches: compilePattern(text.toLowerCase()) } : null

/** An action is meant under any of its names. NotAction is about those that it does not mean. */
const compileActions = (
  given: JsonObject,
  path: string,
  report: Report,
): Pick<Statement, 'actions' | 'isAbout'> => {
  const [name, isNegated] = oneOf(given, 'Action', 'NotAction', path, report)
  const value = given[name]
  const { notAnAction } = policyProblemWords
  if (value === undefined) report(`${path}/${name}`, problemWords.missingField)
  const actions =
    value === undefined ? [] : compileTexts(value, `${path}/${name}`, report, compileAction, notAnAction)
  const isMeant: Matches = action => actions.some(({ matches }) => matches(action))
  return { actions, isAbout: isNegated ? names => !names.some(isMeant) : names => names.some(isMeant) }
}

const compileResource = (text: string): ResourcePattern | null => {
  const covers = compileUrn(text)
  return covers === null ? null : { text, covers }
}

/** NotResource is also about what is no single resource, unless it names `*`. */
const compileResources = (
  given: JsonObject,
  path: string,
  report: Report,
): Pick<Statement, 'resources' | 'covers' | 'coversAll' | 'touches'> => {
  const [name, isNegated] = oneOf(given, 'Resource', 'NotResource', path, report)
  const value = given[name]
  const everything = () => true
  if (value === undefined) return { resources: [], covers: everything, coversAll: true, touches: everything }
  const resources = compileTexts(
    value,
    `${path}/${name}`,
    report,
    compileResource,
    policyProblemWords.notAUrn,
  )
  const isNamed = (resource: Urn | UrnKind | null): boolean =>
    resources.some(({ covers }) => covers(resource))
  // Of a kind that is named there may be others.
  if (isNegated)
    return { resources, covers: resource => !isNamed(resource), coversAll: false, touches: everything }
  const coversAll = (Array.isArray(value) ? value : [value]).includes('*')
  return { resources, covers: isNamed, coversAll, touches: isNamed }
}

/** Which of a member and its negation is given. */
const oneOf = (
  given: JsonObject,
  name: string,
  negation: string,
  path: string,
  report: Report,
): readonly [name: string, isNegated: boolean] => {
  const isNegated = given[negation] !== undefined
  if (isNegated && given[name] !== undefined)
    report(`${path}/${negation}`, fillWords(policyProblemWords.excludesOther, { other: name }))
  return isNegated ? [negation, true] : [name, false]
}
