import { headerValues, type RawHeaders } from '../access/raw-headers.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Route } from '../dialects/route.ts'

/** A route and the dialect it belongs to. */
export interface Candidate {
  readonly dialect: Dialect
  readonly route: Route
}

/** The dialect that the Host names (`dcs.…`); null: it names none. */
export function dialectOfHost(dialects: readonly Dialect[], headers: RawHeaders): Dialect | null {
  const [host = ''] = headerValues(headers, 'host')
  const label = /^([^.:]+)\./.exec(host)?.[1]?.toLowerCase()
  return dialects.find(dialect => dialect.hostLabel !== null && dialect.hostLabel === label) ?? null
}

/** The dialect that a path belongs to, also one that nothing is at: of those whose prefix fits, the longest's first. */
export function dialectOfPath(dialects: readonly Dialect[], path: string): Dialect {
  const fitting = dialects.filter(({ pathPrefix }) => path.startsWith(pathPrefix))
  const [first = dialects[0]!] = fitting.toSorted(
    (one, other) => other.pathPrefix.length - one.pathPrefix.length,
  )
  return first
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
