import type { Caller } from '../../core/caller.ts'
import { route } from '../route.ts'
import { moment } from './moment.ts'
import { signedInSchema, signInSchema, whoSchema, type SignedInView, type WhoView } from './session-schema.ts'

const whoView = ({ accessKey, project, administrator }: Caller): WhoView => ({
  accessKey,
  project,
  administrator,
})

const signIn = route({
  method: 'POST',
  path: '/v1/session',
  id: 'signIn',
  summary: 'Signs in with an access key: a cookie then says who asks, as a page in a browser needs it',
  open: true,
  question: 'signIn',
  body: signInSchema,
  answers: { 201: { description: 'Who has signed in; the cookie is set.', schema: signedInSchema } },
  parse: ({ body: { accessKey, secretKey } }) => ({ accessKey, secretKey }),
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
  answers: { 200: { description: 'An access key in use.', schema: whoSchema } },
  parse: () => null,
  render: caller => ({ status: 200, body: whoView(caller) }),
})

const signOut = route({
  method: 'DELETE',
  path: '/v1/session',
  id: 'signOut',
  summary: 'Signs out: the cookie is taken back',
  question: 'signOut',
  answers: { 200: { description: 'Who has signed out.', schema: whoSchema } },
  parse: () => null,
  render: ({ caller, setCookie }) => ({
    status: 200,
    headers: { 'Set-Cookie': setCookie },
    body: whoView(caller),
  }),
})

/** How a person signs in and out. */
export const sessionRoutes = [signIn, showSession, signOut]
