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

/**
 * What kind of thing is named by a `{name}` of a path, a parameter or a field of a body: one that every scene has, else what the
 * list at the path shows, so that a new route brings its things along.
 */
export function kindOf(name: string, path: string): string {
  const [, named] = kindsByName.find(([form]) => form.test(name)) ?? []
  const [, meant] = kindsByPath.find(([form]) => form.test(path)) ?? []
  return named ?? meant ?? path.replace(/\/\{.*/, '')
}

/** Kinds of things that every scene has. `harvested`: whatever any list has shown. */
export type Kind =
  | 'project'
  | 'task'
  | 'instance'
  | 'instanceName'
  | 'operation'
  | 'jobName'
  | 'accessKey'
  | 'secretKey'
  | 'harvested'

const kindsByName: readonly (readonly [RegExp, Kind])[] = [
  [/project/i, 'project'],
  [/instance_name|name_equal/i, 'instanceName'],
  [/instance|target|uses/i, 'instance'],
  [/task|job_?id/i, 'task'],
  [/job_?name/i, 'jobName'],
  [/operation/i, 'operation'],
  [/access_?key/i, 'accessKey'],
  [/secret_?key/i, 'secretKey'],
]

/** For a plain `id` or `name`. */
const kindsByPath: readonly (readonly [RegExp, Kind])[] = [
  [/^\/v1\/tasks|\/jobs/, 'task'],
  [/\/instances/, 'instance'],
  [/^\/v1\/operations/, 'operation'],
]
