import type { Dialect } from '../../src/dialects/dialect.ts'
import type { Route } from '../../src/dialects/route.ts'

/** A route to ask, and the dialect whose table names it. */
export interface Place {
  readonly dialect: Dialect
  readonly route: Route
}

/** Every route of every dialect: a new one is asked from the day it stands in its table. */
export const placesOf = (dialects: readonly Dialect[]): readonly Place[] =>
  dialects.flatMap(dialect => dialect.routes.map(route => ({ dialect, route })))

/** How a route is counted and told. */
export const nameOf = ({ dialect, route }: Place): string => `${dialect.name} ${route.id}`

/** What kind of thing is named by a `{name}` of a path, a parameter or a field of a body. */
export function kindOf(name: string, path: string): Kind {
  const [, named] = kindsByName.find(([form]) => form.test(name)) ?? []
  const [, meant] = kindsByPath.find(([form]) => form.test(path)) ?? []
  return named ?? meant ?? 'harvested'
}

/** Kinds of things that a scene has, of each project its own. `harvested`: whatever its lists have shown. */
export type Kind =
  'project' | 'task' | 'instance' | 'instanceName' | 'operation' | 'accessKey' | 'secretKey' | 'harvested'

const kindsByName: readonly (readonly [RegExp, Kind])[] = [
  [/project/i, 'project'],
  [/instance_name|name_equal/i, 'instanceName'],
  [/instance|target|uses/i, 'instance'],
  [/task|job_?id/i, 'task'],
  [/operation|job_?name/i, 'operation'],
  [/access_?key/i, 'accessKey'],
  [/secret_?key/i, 'secretKey'],
]

/** For a plain `id` or `name`. */
const kindsByPath: readonly (readonly [RegExp, Kind])[] = [
  [/^\/v1\/tasks|\/jobs/, 'task'],
  [/\/instances/, 'instance'],
  [/^\/v1\/operations/, 'operation'],
]
