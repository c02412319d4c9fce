import { isProjectId } from '../access/keys.ts'
import type { Language } from '../core/words.ts'
import type { ProjectListBody, RefusalBody, TokenBody } from '../dialects/iam/schema.ts'
import type { ErrorBody } from '../dialects/native/error-schema.ts'
import { joinNames } from '../words/joined.ts'
import { contentOf } from './client.ts'
import { CommandFailure, misuse } from './failure.ts'
import { send, type Answer } from './send.ts'
import { tokenHeader } from './token-header.ts'

/** Whose token is wanted, and for what. */
export interface TokenWanted {
  /** Name or id. */
  readonly user: string
  readonly password: string
  /** Name or id; null: the only one that the user has something to do in. */
  readonly project: string | null
}

/** A token of a user. */
export interface MadeToken {
  readonly token: string
  /** ISO 8601. */
  readonly expiresAt: string
  /** Its name. */
  readonly user: string
  /** Null: it is for the account as a whole. */
  readonly project: { readonly id: string; readonly name: string } | null
}

/** Where tokens are asked for, and in which language a refusal is told. */
interface Asked {
  readonly url: string
  readonly language: Language
}

/**
 * Gets a token for a project from IAM. Throws a {@link CommandFailure}, also where no project is named and the user has not
 * just one: a token for the account as a whole, as IAM gives then, sees no task.
 */
export async function makeToken(
  { user: name, password, project }: TokenWanted,
  asked: Asked,
): Promise<MadeToken> {
  const user = { name, password, domain: { name: 'stepwell' } }
  const identity = { methods: ['password'], password: { user } }
  if (project !== null)
    return tokenFor(identity, isProjectId(project) ? { id: project } : { name: project }, asked)
  const { token } = await tokenFor(identity, null, asked)
  const projects = await projectsOf(token, asked)
  const [only] = projects
  if (only === undefined) throw new CommandFailure('token.noProject', { user: name })
  if (projects.length > 1) {
    const names = projects.map(each => each.name)
    throw misuse('token.whichProject', { user: name, projects: joinNames(names, asked.language) })
  }
  return tokenFor({ methods: ['token'], token: { id: token } }, { id: only.id }, asked)
}

async function tokenFor(identity: object, project: object | null, asked: Asked): Promise<MadeToken> {
  const scope = project === null ? {} : { scope: { project } }
  const answer = await ask('POST', '/v3/auth/tokens', { auth: { identity, ...scope } }, {}, asked)
  const { token } = contentOf(answer, asked.url, refusalOfIam) as TokenBody
  return {
    token: String(answer.headers['x-subject-token']),
    expiresAt: new Date(token.expires_at).toISOString(),
    user: token.user.name,
    project: token.project === undefined ? null : { id: token.project.id, name: token.project.name },
  }
}

/** Asked of IAM, which tells them to whoever is known: the native list takes a policy. */
async function projectsOf(token: string, asked: Asked): Promise<ProjectListBody['projects']> {
  const answer = await ask('GET', '/v3/projects', null, tokenHeader(token), asked)
  return (contentOf(answer, asked.url, refusalOfIam) as ProjectListBody).projects
}

const ask = (
  method: string,
  path: string,
  body: object | null,
  headers: Readonly<Record<string, string>>,
  { url, language }: Asked,
): Promise<Answer> =>
  send({
    method,
    url: new URL(path, url),
    headers: {
      Accept: 'application/json',
      'X-Language': language,
      ...headers,
      ...(body === null ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === null ? null : JSON.stringify(body),
  })

/** IAM's form of a refusal, as the native API would tell it; null: it is none. */
function refusalOfIam(content: unknown, { headers }: Answer): ErrorBody['error'] | null {
  const { error_code: code, error_msg: message } = (content ?? {}) as Partial<RefusalBody>
  if (typeof code !== 'string' || typeof message !== 'string') return null
  return { code, message, requestId: String(headers['x-request-id'] ?? ''), translations: {} }
}
