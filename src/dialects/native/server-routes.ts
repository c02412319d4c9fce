import { pathValue, route } from '../route.ts'
import {
  healthSchema,
  operationListSchema,
  operationSchema,
  readySchema,
  workerListSchema,
  type Health,
  type OperationList,
  type Ready,
} from './schema.ts'
import { operationView, workerList } from './view.ts'

const listOperations = route({
  method: 'GET',
  path: '/v1/operations',
  id: 'listOperations',
  summary: 'Lists the operations that may be submitted',
  question: 'operations',
  answers: { 200: { description: 'All of them.', schema: operationListSchema } },
  parse: () => null,
  render: (operations, context) => {
    const body: OperationList = { operations: operations.map(operation => operationView(operation, context)) }
    return { status: 200, body }
  },
})

const showOperation = route({
  method: 'GET',
  path: '/v1/operations/{name}',
  id: 'showOperation',
  summary: 'Shows an operation and the schema of its input',
  question: 'operation',
  answers: { 200: { description: 'The operation.', schema: operationSchema } },
  parse: request => ({ name: pathValue(request, 'name') }),
  render: (operation, context) => ({ status: 200, body: operationView(operation, context) }),
})

const listWorkers = route({
  method: 'GET',
  path: '/v1/workers',
  id: 'listWorkers',
  summary: 'Lists the processes that run steps (administrators only)',
  question: 'workers',
  answers: { 200: { description: 'All of them.', schema: workerListSchema } },
  parse: () => null,
  render: workers => ({ status: 200, body: workerList(workers) }),
})

const showHealth = route({
  method: 'GET',
  path: '/v1/health',
  id: 'showHealth',
  summary: 'Tells that the server answers',
  open: true,
  question: 'nothing',
  answers: { 200: { description: 'It does.', schema: healthSchema } },
  parse: () => null,
  render: () => {
    const body: Health = { status: 'ok' }
    return { status: 200, body }
  },
})

const showReadiness = route({
  method: 'GET',
  path: '/v1/ready',
  id: 'showReadiness',
  summary: 'Tells whether the server can take work',
  open: true,
  question: 'ready',
  answers: {
    200: { description: 'It can.', schema: readySchema },
    503: { description: 'It cannot now.', schema: readySchema },
  },
  parse: () => null,
  render: ready => {
    const body: Ready = { ready }
    return { status: ready ? 200 : 503, body }
  },
})

/** What may be asked about operations and the server itself. */
export const serverRoutes = [listOperations, showOperation, listWorkers, showHealth, showReadiness]
