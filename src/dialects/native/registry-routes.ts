import { Type } from 'typebox'
import type { Access } from '../../core/instance.ts'
import { services } from '../../core/task.ts'
import { pathValue, route } from '../route.ts'
import {
  instanceListSchema,
  instanceSchema,
  newInstanceSchema,
  type InstanceList,
  type NewInstanceBody,
} from './schema.ts'
import { instanceView } from './view.ts'

const accessOf = ({
  username = null,
  password = null,
  tls = false,
}: NonNullable<NewInstanceBody['access']>): Access => ({
  username,
  password,
  tls,
})

const addInstance = route({
  method: 'POST',
  path: '/v1/instances',
  id: 'addInstance',
  summary: 'Registers an instance (administrators only)',
  question: 'addInstance',
  body: newInstanceSchema,
  answers: { 201: { description: 'The instance, also at Location.', schema: instanceSchema } },
  parse: ({ body }) => ({
    service: body.service,
    name: body.name ?? null,
    enterpriseProject: body.enterpriseProject ?? null,
    tags: body.tags ?? {},
    endpoints: body.endpoints,
    access: accessOf(body.access ?? {}),
    switchHook: body.switchHook ?? null,
  }),
  render: (instance, context) => ({
    status: 201,
    headers: { Location: `/v1/instances/${encodeURIComponent(instance.id)}` },
    body: instanceView(instance, context),
  }),
})

const listInstances = route({
  method: 'GET',
  path: '/v1/instances',
  id: 'listInstances',
  summary: 'Lists instances by name',
  question: 'instances',
  query: Type.Object({ service: Type.Optional(Type.Enum([...services])) }, { additionalProperties: false }),
  answers: { 200: { description: 'All of the project.', schema: instanceListSchema } },
  parse: ({ query }) => ({ service: query.service ?? null }),
  render: (instances, context) => {
    const body: InstanceList = { instances: instances.map(instance => instanceView(instance, context)) }
    return { status: 200, body }
  },
})

const showInstance = route({
  method: 'GET',
  path: '/v1/instances/{id}',
  id: 'showInstance',
  summary: 'Shows an instance, by id or name',
  question: 'instance',
  answers: { 200: { description: 'The instance.', schema: instanceSchema } },
  parse: request => ({ idOrName: pathValue(request, 'id') }),
  render: (instance, context) => ({ status: 200, body: instanceView(instance, context) }),
})

const removeInstance = route({
  method: 'DELETE',
  path: '/v1/instances/{id}',
  id: 'removeInstance',
  summary:
    'Removes an instance, by id or name, from the registry (administrators only); the server is not touched',
  question: 'removeInstance',
  answers: { 200: { description: 'The instance as it was.', schema: instanceSchema } },
  parse: request => ({ idOrName: pathValue(request, 'id') }),
  render: (instance, context) => ({ status: 200, body: instanceView(instance, context) }),
})

/** What may be asked about instances. */
export const registryRoutes = [addInstance, listInstances, showInstance, removeInstance]
