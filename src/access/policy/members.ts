import type { Problem } from '../../core/error.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import { fillWords, type Words } from '../../core/words.ts'
import { policyProblemWords } from '../../words/policies.ts'

/** How large a policy may be; what is larger is refused. */
export const policyLimits = {
  /** Of the text in UTF-8, blanks included; what comes as JSON is measured as JSON.stringify writes it. */
  bytes: 16_384,
  statements: 50,
  /** Of one list of actions, resources or values. */
  members: 100,
  /** How many problems are told at most. */
  problems: 20,
} as const

/** Tells what is wrong at a place, a JSON pointer. */
export type Report = (path: Problem['path'], message: Words) => void

/** A step of a JSON pointer. */
export const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** The members of an object; anything else, and an object without any, is reported. */
export const membersOf = (
  value: Json,
  path: string,
  report: Report,
): readonly (readonly [string, Json])[] => {
  const members = isObject(value) ? Object.entries(value) : []
  if (members.length === 0) report(path, policyProblemWords.notAnObject)
  return members
}

/** The members of a list; anything else, a list without any and one with too many are reported. */
export const listOf = (
  value: Json,
  path: string,
  report: Report,
  limit: number = policyLimits.members,
): readonly Json[] => {
  const list = Array.isArray(value) ? (value as readonly Json[]) : []
  if (list.length === 0) report(path, policyProblemWords.notAList)
  if (list.length <= limit) return list
  report(path, fillWords(policyProblemWords.tooMany, { limit }))
  return []
}

/** Compiles every text of a list; what is no text, or null when compiled, is reported by its place. */
export const compileTexts = <Compiled>(
  value: Json,
  path: string,
  report: Report,
  compile: (text: string) => Compiled | null,
  complaint: Words,
): readonly Compiled[] =>
  listOf(value, path, report).flatMap((member, index) => {
    const compiled = typeof member === 'string' ? compile(member) : null
    if (compiled !== null) return [compiled]
    report(`${path}/${index}`, typeof member === 'string' ? complaint : policyProblemWords.notText)
    return []
  })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
