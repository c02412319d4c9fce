import type { Dialect } from '../dialect.ts'
import type { QuestionName } from '../question.ts'
import type { Route } from '../route.ts'

/** Test support: finds a route of a dialect by its id. Throws when there is none. */
export const routeIn =
  ({ name, routes }: Pick<Dialect, 'name' | 'routes'>) =>
  <Name extends QuestionName = QuestionName>(id: string): Route<Name> => {
    const found = routes.find(route => route.id === id)
    if (found === undefined) throw new Error(`${name} has no route ${id}`)
    return found as Route<Name>
  }
