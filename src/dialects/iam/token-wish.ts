import { Type, type TSchema } from 'typebox'
import { StepwellError } from '../../core/error.ts'
import { fillWords } from '../../core/words.ts'
import { problemWords } from '../../words/problems.ts'
import type { IdOrName, TokenWish } from '../account-exchanges.ts'
import type { Shown } from '../shown.ts'

const text = Type.String({ minLength: 1, maxLength: 256 })
/** The Go SDK sends null for what was not set. */
const unset = <Schema extends TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]))
const idOrName = { id: unset(text), name: unset(text) }
const domain = Type.Object(idOrName)

/** The body of `POST /v3/auth/tokens`, as far as it is read: clients send more than is documented. */
export const tokenWishSchema = Type.Object({
  auth: Type.Object({
    identity: Type.Object({
      methods: Type.Array(Type.String(), { minItems: 1, maxItems: 10 }),
      password: unset(
        Type.Object({ user: Type.Object({ ...idOrName, password: text, domain: unset(domain) }) }),
      ),
      token: unset(Type.Object({ id: Type.String({ minLength: 1, maxLength: 4096 }) })),
    }),
    scope: unset(
      Type.Object({
        project: unset(Type.Object({ ...idOrName, domain: unset(domain) })),
        domain: unset(domain),
      }),
    ),
  }),
}) satisfies TSchema
type Body = Shown<typeof tokenWishSchema>

const refused = (path: string, message: Parameters<typeof fillWords>[0]): StepwellError =>
  new StepwellError('invalid_request', {}, { problems: [{ path, message }] })

/** What a body asks for. Throws `invalid_request` with the place of what is missing, or of a method that is not served. */
export function tokenWishOf({ auth: { identity, scope } }: Body): TokenWish {
  const project = scope?.project ?? null
  return {
    by: wayOf(identity),
    scope:
      project === null
        ? { kind: 'domain', domain: namedOrNull(scope?.domain, '/auth/scope/domain') }
        : {
            kind: 'project',
            project: named(project, '/auth/scope/project'),
            domain: namedOrNull(project.domain, '/auth/scope/project/domain'),
          },
  }
}

function wayOf({ methods, password = null, token = null }: Body['auth']['identity']): TokenWish['by'] {
  const [method] = methods
  if (methods.length !== 1 || (method !== 'password' && method !== 'token'))
    throw refused(
      '/auth/identity/methods',
      fillWords(problemWords.notOneOf, { values: '["password"], ["token"]' }),
    )
  if (method === 'token') {
    if (token === null) throw refused('/auth/identity/token', problemWords.missingField)
    return { method, text: token.id }
  }
  if (password === null) throw refused('/auth/identity/password', problemWords.missingField)
  const { user } = password
  const place = '/auth/identity/password/user'
  const { id = null, domain: account = null } = user
  if (id === null && account === null) throw refused(`${place}/domain`, problemWords.missingField)
  return {
    method,
    user: named(user, place),
    domain: namedOrNull(account, `${place}/domain`),
    password: user.password,
  }
}

type Named = Shown<typeof domain>

const namedOrNull = (given: Named | null | undefined = null, path: string): IdOrName | null =>
  given === null ? null : named(given, path)

function named({ id = null, name = null }: Named, path: string): IdOrName {
  if (id !== null) return { id }
  if (name !== null) return { name }
  throw refused(path, problemWords.missingField)
}
