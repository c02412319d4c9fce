import { Type, type TObject, type TSchema } from 'typebox'
import type { QuestionName } from '../question.ts'
import { route, withoutEmpty, type Route } from '../route.ts'
import { requirePathForms } from './forms.ts'

/** Parameters that no page names are let pass, as the service does: an SDK may send more than it documents. */
const anyQuery = Type.Object({})

type Options<Name extends QuestionName, Query extends TObject, Body extends TSchema> = Parameters<
  typeof route<Name, Query, Body>
>[0]

/**
 * Makes a route of TaurusDB: the ids of its path have their documented forms, and a value left empty is none, as the Go SDK
 * sends mandatory parameters that nobody has set.
 */
export function taurusRoute<
  Name extends QuestionName,
  Query extends TObject = typeof anyQuery,
  Body extends TSchema = TSchema,
>(options: Options<Name, Query, Body>): Route<Name> {
  const made = withoutEmpty(route<Name, Query, Body>({ query: anyQuery as TObject as Query, ...options }))
  return {
    ...made,
    parse(request) {
      requirePathForms(request.path)
      return made.parse(request)
    },
  }
}
