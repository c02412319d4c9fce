import { Type } from 'typebox'
import type { HeldKey } from '../../core/caller.ts'
import type { NewKey } from '../question.ts'
import { pathValue, route } from '../route.ts'
import {
  keptKeySchema,
  keyChangeSchema,
  keyListSchema,
  keySchema,
  newKeySchema,
  type KeptKeyView,
  type KeyList,
  type KeyView,
} from './account-schema.ts'
import { moment, momentOrNull } from './moment.ts'

const keyView = ({ accessKey, secretKey, token, project, user, administrator }: NewKey): KeyView => ({
  accessKey,
  secretKey,
  token,
  project,
  user,
  administrator,
})

const keptKeyView = ({ holder, ...key }: HeldKey): KeptKeyView => ({
  accessKey: key.accessKey,
  project: key.project,
  user: holder.name,
  administrator: holder.administrator,
  createdAt: moment(key.createdAt),
  lastUsedAt: momentOrNull(key.lastUsedAt),
  disabledAt: momentOrNull(key.disabledAt),
})

const shown = (key: HeldKey) => ({ status: 200, body: keptKeyView(key) })
const answers = { 200: { description: 'The key.', schema: keptKeySchema } }

const createKey = route({
  method: 'POST',
  path: '/v1/keys',
  id: 'createKey',
  summary: 'Creates an access key (administrators only)',
  question: 'createKey',
  showsSecret: true,
  body: newKeySchema,
  answers: {
    201: { description: 'The key; its secret and token are never shown again.', schema: keySchema },
  },
  parse: ({ body: { project, user, administrator = false } }) => ({
    project,
    administrator,
    ...(user === undefined ? {} : { user }),
  }),
  render: key => ({ status: 201, body: keyView(key) }),
})

const listKeys = route({
  method: 'GET',
  path: '/v1/keys',
  id: 'listKeys',
  summary: 'Lists access keys and when each was used last (administrators only)',
  question: 'keys',
  query: Type.Object(
    {
      user: Type.Optional(
        Type.String({ maxLength: 64, description: 'Id or name: only those of this user.' }),
      ),
    },
    { additionalProperties: false },
  ),
  answers: { 200: { description: 'In the order they were created.', schema: keyListSchema } },
  parse: ({ query }) => ({ user: query.user ?? null }),
  render: keys => {
    const body: KeyList = { keys: keys.map(keptKeyView) }
    return { status: 200, body }
  },
})

const showKey = route({
  method: 'GET',
  path: '/v1/keys/{id}',
  id: 'showKey',
  summary: 'Shows an access key without what is secret of it (administrators only)',
  question: 'key',
  answers,
  parse: request => ({ name: pathValue(request, 'id') }),
  render: shown,
})

const changeKey = route({
  method: 'PUT',
  path: '/v1/keys/{id}',
  id: 'changeKey',
  summary: 'Disables an access key at once, or enables it again (administrators only)',
  question: 'disableKey',
  body: keyChangeSchema,
  answers,
  parse: request => ({ name: pathValue(request, 'id'), disabled: request.body.disabled }),
  render: shown,
})

const rotateKey = route({
  method: 'POST',
  path: '/v1/keys/{id}/rotate',
  id: 'rotateKey',
  summary: 'Gives an access key another secret and token; those before end at once (administrators only)',
  question: 'rotateKey',
  showsSecret: true,
  answers: {
    200: { description: 'The key; its secret and token are never shown again.', schema: keySchema },
  },
  parse: request => ({ name: pathValue(request, 'id') }),
  render: key => ({ status: 200, body: keyView(key) }),
})

const removeKey = route({
  method: 'DELETE',
  path: '/v1/keys/{id}',
  id: 'removeKey',
  summary: 'Removes an access key at once (administrators only)',
  question: 'removeKey',
  answers: { 200: { description: 'The key as it was.', schema: keptKeySchema } },
  parse: request => ({ name: pathValue(request, 'id') }),
  render: shown,
})

/** What may be asked about access keys. */
export const keyRoutes = [createKey, listKeys, showKey, changeKey, rotateKey, removeKey]
