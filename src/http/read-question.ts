import { createRecent } from '../core/recent.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Question, QuestionName } from '../dialects/question.ts'
import type { Route } from '../dialects/route.ts'
import { queryPairs, type Incoming } from './incoming.ts'
import { jsonBody } from './json-body.ts'

/** Reads what a request asks. Throws a StepwellError. */
export type ReadQuestion = <Name extends QuestionName>(
  dialect: Dialect,
  route: Route<Name>,
  incoming: Incoming,
) => Question<Name>

/** Of addresses and what they ask. */
const mostCharacters = 1024 * 1024

/** Makes what reads questions. Who polls asks the same again and again: what is asked by an address alone is read once. */
export function createReadQuestion(): ReadQuestion {
  const recent = createRecent<unknown>(mostCharacters)
  return <Name extends QuestionName>(
    dialect: Dialect,
    route: Route<Name>,
    incoming: Incoming,
  ): Question<Name> => {
    const { path, rawUrl } = incoming
    const read = (body: unknown): Question<Name> => route.parse({ path, query: queryPairs(rawUrl), body })
    if (route.body !== null) return read(jsonBody(incoming))
    const place = `${dialect.name} ${route.id} ${rawUrl}`
    const known = recent.get(place)
    if (known !== undefined) return known
    const question = read(undefined)
    recent.set(place, question, 2 * place.length)
    return question
  }
}
