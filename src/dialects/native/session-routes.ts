import type { Caller } from '../../core/caller.ts'
import { StepwellError } from '../../core/error.ts'
import { accountProblemWords } from '../../words/accounts.ts'
import { route } from '../route.ts'
import type { SigningIn } from '../session-exchanges.ts'
import {
  signedInSchema,
  signInSchema,
  whoSchema,
  type SignedInView,
  type SignInBody,
  type WhoView,
} from './session-schema.ts'
import { moment } from './moment.ts'

const whoView = ({ accessKey, user, project, administrator }: Caller): WhoView => ({
  accessKey,
  user: user?.name ?? accessKey,
  project,
  administrator,
})

/** By what a body signs in. Throws `invalid_request` for one that has neither pair, or parts of both. */
function signingInOf({ accessKey, secretKey, user, password, project }: SignInBody): SigningIn {
  const byKey = accessKey !== undefined && secretKey !== undefined
  const byPassword = user !== undefined && password !== undefined
  const isMixed = [accessKey, secretKey, user, password].filter(part => part !== undefined).length !== 2
  if (byKey && !isMixed && project === undefined) return { accessKey, secretKey }
  if (byPassword && !isMixed) return { user, password, project: project ?? null }
  const problems = [{ path: '', message: accountProblemWords.signInWays }]
  throw new StepwellError('invalid_request', {}, { problems })
}

const signIn = route({
  method: 'POST',
  path: '/v1/session',
  id: 'signIn',
  summary:
    'Signs in with an access key or a password: a cookie then says who asks, as a page in a browser needs it',
  open: true,
  question: 'signIn',
  body: signInSchema,
  answers: { 201: { description: 'Who has signed in; the cookie is set.', schema: signedInSchema } },
  parse: ({ body }) => signingInOf(body),
  render: ({ caller, expiresAt, setCookie }) => {
    const body: SignedInView = { ...whoView(caller), expiresAt: moment(expiresAt) }
    return { status: 201, headers: { 'Set-Cookie': setCookie }, body }
  },
})

const showSession = route({
  method: 'GET',
  path: '/v1/session',
  id: 'showSession',
  summary: 'Tells who asks, in whatever way',
  question: 'who',
  answers: { 200: { description: 'Who it is.', schema: whoSchema } },
  parse: () => null,
  render: caller => ({ status: 200, body: whoView(caller) }),
})

const signOut = route({
  method: 'DELETE',
  path: '/v1/session',
  id: 'signOut',
  summary:
    'Ends what lets in who asks: the session, whose cookie is taken back, or the token of a user in X-Auth-Token, with those made of it',
  question: 'signOut',
  answers: {
    200: { description: 'Whose it was; one who comes with a key itself has none.', schema: whoSchema },
  },
  parse: () => null,
  render: ({ caller, setCookie }) => ({
    status: 200,
    headers: { 'Set-Cookie': setCookie },
    body: whoView(caller),
  }),
})

/** How a person signs in and out. */
export const sessionRoutes = [signIn, showSession, signOut]
