import type { NewKey } from '../../src/dialects/question.ts'
import type { Served } from '../../src/http/testing/serve.ts'
import type { Place } from './places.ts'

/** Names and ids that every list shows to a caller, of whatever kind, by its path. */
export async function harvest(
  served: Served,
  places: readonly Place[],
  key: NewKey,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const lists = new Map<string, readonly string[]>()
  for (const { dialect, route } of places) {
    const path = route.path.replace('{project_id}', key.project)
    const isText = Object.values(route.answers).some(({ contentType }) => contentType !== undefined)
    if (route.method !== 'GET' || path.includes('{') || isText) continue
    const headers = dialect.hostLabel === null ? {} : { host: `${dialect.hostLabel}.example.com` }
    const { status, json } = await served.askSigned({ path, headers }, key)
    const found = new Set<string>()
    if (status === 200) collect(json, '', found)
    lists.set(route.path, [...found].toSorted())
  }
  return lists
}

function collect(value: unknown, name: string, into: Set<string>): void {
  if (typeof value === 'string' && /(^|_)(id|name)$|Id$|Key$/i.test(name)) into.add(value)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) collect(inner, Array.isArray(value) ? name : key, into)
}
