import type { TObject, TSchema } from 'typebox'
import { StepwellError, type Problem } from '../core/error.ts'
import { problemWords } from '../words/problems.ts'
import { problemsOf } from './check.ts'

const refused = (problems: readonly Problem[]): StepwellError =>
  new StepwellError('invalid_request', {}, { problems })

/** A query's text as the value its schema describes; a text that is none stays one, so that the schema refuses it. */
function valueOf(schema: TSchema | undefined, text: string): unknown {
  const type: unknown = schema === undefined ? undefined : Reflect.get(schema, 'type')
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text)
  if (type === 'array') return text.split(',')
  return text
}

/**
 * Reads a query by its schema: whole numbers where it has an `integer`, lists at commas where it has an `array`.
 * Throws `invalid_request`, also for a parameter given twice.
 */
export function readQuery(schema: TObject, query: readonly (readonly [string, string])[]): object {
  const values = Object.fromEntries(
    query.map(([name, text]) => [name, valueOf(schema.properties[name], text)]),
  )
  if (Object.keys(values).length < query.length) {
    const doubled = query.map(([name]) => name).filter((name, index, names) => names.indexOf(name) !== index)
    throw refused(doubled.map(name => ({ path: `?${name}`, message: problemWords.doubledParameter })))
  }
  const problems = problemsOf(schema, values)
  if (problems.length > 0)
    throw refused(problems.map(problem => ({ ...problem, path: `?${problem.path.slice(1)}` })))
  return values
}

/** Holds a body to its schema. Throws `invalid_request`. */
export function readBody(schema: TSchema, required: boolean, body: unknown): unknown {
  if (body === undefined) {
    if (required) throw refused([{ path: '', message: problemWords.noBody }])
    return undefined
  }
  const problems = problemsOf(schema, body)
  if (problems.length > 0) throw refused(problems)
  return body
}
