import type { Language } from '../../core/words.ts'
import { misuse } from '../failure.ts'
import { originOf, type Target } from './target.ts'

/** A request to a service's API, not signed yet. */
export interface WireRequest {
  readonly method: string
  /** Path and query, beginning with `/`. */
  readonly path: string
  /** Origin that names the service: what is signed and what the Host header says. */
  readonly origin: string
  /** Origin that it is sent to. */
  readonly server: string
  readonly headers: Readonly<Record<string, string>>
  /** Null: none. */
  readonly body: string | null
  /** True: it comes with a token, never with a signature. */
  readonly native: boolean
}

/** What was typed. */
export interface TypedRequest {
  readonly target: Target
  /** `GET /path`, or the path alone. */
  readonly words: readonly string[]
  readonly body: string | null
  /** Stands where the path says `{project_id}`; null: not known. */
  readonly project: string | null
}

/** Makes the request of what was typed. Throws misuse. */
export function wireRequest(typed: TypedRequest, server: string, language: Language): WireRequest {
  const [method, path] = methodAndPath(typed)
  return {
    method,
    path: fillProject(path, typed.project),
    origin: originOf(typed.target, server),
    server,
    headers: {
      Accept: 'application/json',
      'X-Language': language,
      ...(typed.body === null ? {} : { 'Content-Type': 'application/json' }),
    },
    body: typed.body,
    native: typed.target === 'native',
  }
}

/** The headers of a request that is not signed: the Host names the service, wherever it is sent. */
export const namingService = ({ native, origin, headers }: WireRequest): WireRequest['headers'] =>
  native ? headers : { ...headers, Host: new URL(origin).host }

function methodAndPath({ words, body }: TypedRequest): readonly [string, string] {
  const [first = '', second] = words
  const path = second ?? first
  const method = second === undefined ? (body === null ? 'GET' : 'POST') : first.toUpperCase()
  if (!/^[A-Z]+$/.test(method)) throw misuse('request.method', { method: first })
  if (!path.startsWith('/')) throw misuse('request.path', { path })
  return [method, path]
}

const projectPlace = /\{project_id\}|<project(?:_id)?>/i

/** Whether what was typed has a place for the id of a project. */
export const namesProject = ({ words }: Pick<TypedRequest, 'words'>): boolean =>
  words.some(word => projectPlace.test(word))

function fillProject(path: string, project: string | null): string {
  if (!projectPlace.test(path)) return path
  if (project === null) throw misuse('request.noProject')
  return path.replaceAll(new RegExp(projectPlace, 'gi'), project)
}
