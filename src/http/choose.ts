import { headerValues, type RequestHeaders } from '../access/request-headers.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Route } from '../dialects/route.ts'
import type { Service } from '../core/task.ts'
import { queryPairs, type Incoming } from './incoming.ts'

/** A route and the dialect it belongs to. */
export interface Candidate {
  readonly dialect: Dialect
  readonly route: Route
}

/** The dialect that the Host names (`dcs.…`); null: it names none. */
export function dialectOfHost(dialects: readonly Dialect[], headers: RequestHeaders): Dialect | null {
  const [host = ''] = headerValues(headers, 'host')
  const label = host.slice(0, Math.max(0, host.indexOf('.'))).toLowerCase()
  return label === '' ? null : (dialects.find(({ hostLabel }) => hostLabel === label) ?? null)
}

/**
 * The dialect that a place belongs to, also one that nothing is at: the one that alone knows of an operation there which is
 * not answered; else of those whose prefix fits, the longest's first.
 */
export function dialectOfPlace(
  dialects: readonly Dialect[],
  { method, path }: { readonly method: string; readonly path: string },
): Dialect {
  const knowing = dialects.filter(({ notServed = [] }) =>
    notServed.some(each => each.method === method && isAt(each.path, path)),
  )
  if (knowing.length === 1) return knowing[0]!
  const fitting = dialects.flatMap(dialect =>
    dialect.pathPrefixes.filter(prefix => path.startsWith(prefix)).map(({ length }) => ({ dialect, length })),
  )
  const [first] = fitting.toSorted((one, other) => other.length - one.length)
  return first?.dialect ?? dialects[0]!
}

/** Whether a path is at a template's place: a `{name}` stands for one part of it. */
function isAt(template: string, path: string): boolean {
  const [expected, parts] = [template.split('/'), path.split('/')]
  return (
    expected.length === parts.length &&
    expected.every((part, index) => part === parts[index] || (part.startsWith('{') && parts[index] !== ''))
  )
}

/** The service whose lists of instances are asked for by an `engine`; no other one's ever has it. */
const serviceOfEngines: Service = 'dms'

/**
 * Of dialects with the very same path, the one whose instance or task is meant: DCS and DMS share most of theirs. A list
 * of DMS's says so by its `engine`, also of one that is not served: Redis is no answer to who asks for RabbitMQ. What nobody
 * has belongs to the first.
 */
export async function candidateOf(
  candidates: readonly Candidate[],
  { rawUrl, path }: Pick<Incoming, 'rawUrl' | 'path'>,
  serviceOf: (named: { readonly instance: string } | { readonly task: string }) => Promise<Service | null>,
): Promise<Candidate> {
  const [first] = candidates as [Candidate]
  const { instance_id: instance, task_id: task } = path
  const named = (service: string | null) => candidates.find(({ dialect }) => dialect.name === service)
  if (instance === undefined) {
    const hasEngine = queryPairs(rawUrl).some(([name]) => name === 'engine')
    return (hasEngine ? named(serviceOfEngines) : undefined) ?? first
  }
  return (
    named(await serviceOf({ instance })) ??
    (task === undefined ? undefined : named(await serviceOf({ task }))) ??
    first
  )
}

/** All routes by method and path: several dialects may have the same. */
export function candidatesByPlace(dialects: readonly Dialect[]): ReadonlyMap<string, readonly Candidate[]> {
  const places = new Map<string, Candidate[]>()
  for (const dialect of dialects)
    for (const route of dialect.routes) {
      const place = `${route.method} ${route.path}`
      const candidates = places.get(place) ?? []
      candidates.push({ dialect, route })
      places.set(place, candidates)
    }
  return places
}
