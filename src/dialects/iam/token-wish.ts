import { Type, type TSchema } from 'typebox'
import { StepwellError } from '../../core/error.ts'
import { fillWords } from '../../core/words.ts'
import { problemWords } from '../../words/problems.ts'
import type { IdOrName, TokenWish } from '../account-exchanges.ts'
import type { Shown } from '../shown.ts'

const text = Type.String({ minLength: 1, maxLength: 256 })
const idOrName = { id: Type.Optional(text), name: Type.Optional(text) }
const domain = Type.Object(idOrName)

/** The body of `POST /v3/auth/tokens`, as far as it is read: clients send more than is documented. */
export const tokenWishSchema = Type.Object({
  auth: Type.Object({
    identity: Type.Object({
      methods: Type.Array(Type.String(), { minItems: 1, maxItems: 10 }),
      password: Type.Optional(
        Type.Object({
          user: Type.Object({ ...idOrName, password: text, domain: Type.Optional(domain) }),
        }),
      ),
      token: Type.Optional(Type.Object({ id: Type.String({ minLength: 1, maxLength: 4096 }) })),
    }),
    scope: Type.Optional(
      Type.Object({
        project: Type.Optional(Type.Object({ ...idOrName, domain: Type.Optional(domain) })),
        domain: Type.Optional(domain),
      }),
    ),
  }),
}) satisfies TSchema
type Body = Shown<typeof tokenWishSchema>

const refused = (path: string, message: Parameters<typeof fillWords>[0]): StepwellError =>
  new StepwellError('invalid_request', {}, { problems: [{ path, message }] })

/** What a body asks for. Throws `invalid_request` with the place of what is missing, or of a method that is not served. */
export function tokenWishOf({ auth: { identity, scope = {} } }: Body): TokenWish {
  const { project, domain: account } = scope
  return {
    by: wayOf(identity),
    scope:
      project === undefined
        ? { kind: 'domain', domain: account === undefined ? null : named(account, '/auth/scope/domain') }
        : {
            kind: 'project',
            project: named(project, '/auth/scope/project'),
            domain: project.domain === undefined ? null : named(project.domain, '/auth/scope/project/domain'),
          },
  }
}

function wayOf({ methods, password, token }: Body['auth']['identity']): TokenWish['by'] {
  const [method] = methods
  if (methods.length !== 1 || (method !== 'password' && method !== 'token'))
    throw refused(
      '/auth/identity/methods',
      fillWords(problemWords.notOneOf, { values: '["password"], ["token"]' }),
    )
  if (method === 'token') {
    if (token === undefined) throw refused('/auth/identity/token', problemWords.missingField)
    return { method, text: token.id }
  }
  if (password === undefined) throw refused('/auth/identity/password', problemWords.missingField)
  const { user } = password
  const place = '/auth/identity/password/user'
  if (user.id === undefined && user.domain === undefined)
    throw refused(`${place}/domain`, problemWords.missingField)
  return {
    method,
    user: named(user, place),
    domain: user.domain === undefined ? null : named(user.domain, `${place}/domain`),
    password: user.password,
  }
}

function named({ id, name }: IdOrName, path: string): IdOrName {
  if (id !== undefined) return { id }
  if (name !== undefined) return { name }
  throw refused(path, problemWords.missingField)
}
