import type { PolicyAttachment, User } from '../../core/user.ts'
import { pathValue, route } from '../route.ts'
import {
  attachmentSchema,
  newPasswordSchema,
  newUserSchema,
  passwordChangeSchema,
  userChangeSchema,
  userListSchema,
  userSchema,
  type AttachmentBody,
  type UserList,
  type UserView,
} from './account-schema.ts'
import { moment, momentOrNull } from './moment.ts'
import { Type } from 'typebox'

const userView = (user: User): UserView => ({
  id: user.id,
  name: user.name,
  hasPassword: user.passwordHash !== null,
  language: user.language,
  administrator: user.administrator,
  policies: user.policies.map(({ policy, project }) => ({ policy, project })),
  disabledAt: momentOrNull(user.disabledAt),
  createdAt: moment(user.createdAt),
  updatedAt: moment(user.updatedAt),
})

const attachmentOf = ({ policy, project = null }: AttachmentBody): PolicyAttachment => ({ policy, project })

const shown = (user: User) => ({ status: 200, body: userView(user) })
const answers = { 200: { description: 'The user.', schema: userSchema } }

const addUser = route({
  method: 'POST',
  path: '/v1/users',
  id: 'addUser',
  summary: 'Creates a user (administrators only); without a policy it may do nothing',
  question: 'addUser',
  body: newUserSchema,
  answers: { 201: { description: 'The user, also at Location.', schema: userSchema } },
  parse: ({ body: { name, password = null, language = null, administrator = false, policies = [] } }) => ({
    name,
    password,
    language,
    administrator,
    policies: policies.map(attachmentOf),
  }),
  render: user => ({ status: 201, headers: { Location: `/v1/users/${user.id}` }, body: userView(user) }),
})

const listUsers = route({
  method: 'GET',
  path: '/v1/users',
  id: 'listUsers',
  summary: 'Lists users in the order they were created (administrators only)',
  question: 'users',
  answers: { 200: { description: 'All of them.', schema: userListSchema } },
  parse: () => null,
  render: users => {
    const body: UserList = { users: users.map(userView) }
    return { status: 200, body }
  },
})

const showUser = route({
  method: 'GET',
  path: '/v1/users/{id}',
  id: 'showUser',
  summary: 'Shows a user, by id or name (administrators only)',
  question: 'user',
  answers,
  parse: request => ({ name: pathValue(request, 'id') }),
  render: shown,
})

const changeUser = route({
  method: 'PUT',
  path: '/v1/users/{id}',
  id: 'changeUser',
  summary:
    'Changes, disables or enables a user (administrators only); to disable one ends its sessions and tokens',
  question: 'changeUser',
  body: userChangeSchema,
  answers,
  parse: request => ({ name: pathValue(request, 'id'), change: request.body }),
  render: shown,
})

const removeUser = route({
  method: 'DELETE',
  path: '/v1/users/{id}',
  id: 'removeUser',
  summary: 'Removes a user with its access keys (administrators only)',
  question: 'removeUser',
  answers: { 200: { description: 'The user as it was.', schema: userSchema } },
  parse: request => ({ name: pathValue(request, 'id') }),
  render: shown,
})

const attachPolicy = route({
  method: 'POST',
  path: '/v1/users/{id}/policies',
  id: 'attachPolicy',
  summary: 'Gives a user a policy, in one project or in all (administrators only)',
  question: 'attachPolicy',
  body: attachmentSchema,
  answers,
  parse: request => ({ name: pathValue(request, 'id'), attachment: attachmentOf(request.body) }),
  render: shown,
})

const detachPolicy = route({
  method: 'DELETE',
  path: '/v1/users/{id}/policies/{policy}',
  id: 'detachPolicy',
  summary: 'Takes a policy from a user: that of one project, else the one for all (administrators only)',
  question: 'detachPolicy',
  query: Type.Object(
    { project: Type.Optional(Type.String({ maxLength: 64, description: 'Id or name.' })) },
    { additionalProperties: false },
  ),
  answers,
  parse: request => ({
    name: pathValue(request, 'id'),
    attachment: { policy: pathValue(request, 'policy'), project: request.query.project ?? null },
  }),
  render: shown,
})

const setPassword = route({
  method: 'PUT',
  path: '/v1/users/{id}/password',
  id: 'setPassword',
  summary: "Sets a user's password (administrators only), and ends what it came in by with the one before",
  question: 'setPassword',
  body: newPasswordSchema,
  answers,
  parse: request => ({ name: pathValue(request, 'id'), password: request.body.password }),
  render: shown,
})

const changePassword = route({
  method: 'PUT',
  path: '/v1/password',
  id: 'changePassword',
  summary: 'Changes the own password, and ends what one came in by with the one before',
  question: 'changePassword',
  body: passwordChangeSchema,
  answers,
  parse: ({ body: { current, password } }) => ({ current, password }),
  render: shown,
})

/** What may be asked about users. */
export const userRoutes = [
  addUser,
  listUsers,
  showUser,
  changeUser,
  removeUser,
  attachPolicy,
  detachPolicy,
  setPassword,
  changePassword,
]
