import type { Problem } from '../../core/error.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import { fillWords, type Words } from '../../core/words.ts'
import { policyProblemWords } from '../../words/policies.ts'
import { problemWords } from '../../words/problems.ts'
import { readJsonText } from './json-text.ts'
import { listOf, membersOf, pointer, policyLimits, type Report } from './members.ts'
import { compileStatement, type Statement } from './statement.ts'

/** An identity policy, compiled: what {@link evaluate} takes. It holds no text of its own; keep the document to show it. */
export interface Policy {
  readonly statements: readonly Statement[]
}

/** A policy, or what is wrong with it, place by place (JSON pointers; never empty). */
export type ParsedPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads an identity policy of version 5.0, as text or as JSON, and compiles it; do it once a policy, not once a request. A
 * text that is no JSON is refused with line and column. Nothing is guessed: a member, an operator or a form that is not
 * known, an empty list, and what is larger than {@link policyLimits} are refused, so that no policy says less than its
 * author thinks. Text tells more than JSON that was parsed before: a member given twice is lost there.
 */
export const parsePolicy = (document: string | Json): ParsedPolicy => {
  const problems: Problem[] = []
  const report: Report = (path, message) => {
    if (problems.length < policyLimits.problems) problems.push({ path, message })
  }
  const value = readDocument(document, report)
  const statements = problems.length > 0 ? [] : compileStatements(value, report)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, policy: { statements } }
}

const readDocument = (document: string | Json, report: Report): Json => {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  if (Buffer.byteLength(text) > policyLimits.bytes) {
    report('', fillWords(policyProblemWords.tooLarge, { limitBytes: policyLimits.bytes }))
    return null
  }
  if (typeof document !== 'string') return document
  const reading = readJsonText(document)
  if (reading.ok) return reading.value
  report('', reading.message)
  return null
}

const onlyVersion: Words = fillWords(problemWords.notOneOf, { values: '"5.0"' })

const compileStatements = (value: Json, report: Report): readonly Statement[] => {
  const entries = membersOf(value, '', report)
  if (entries.length === 0) return []
  for (const [name] of entries)
    if (name !== 'Version' && name !== 'Statement') report(pointer(name), problemWords.unknownField)
  const { Version: version, Statement: statements }: JsonObject = Object.fromEntries(entries)
  if (version === undefined) report('/Version', problemWords.missingField)
  else if (version !== '5.0') report('/Version', onlyVersion)
  if (statements === undefined) {
    report('/Statement', problemWords.missingField)
    return []
  }
  const path = '/Statement'
  return listOf(statements, path, report, policyLimits.statements)
    .map((statement, index) => compileStatement(statement, `${path}/${index}`, report))
    .filter(statement => statement !== null)
}
