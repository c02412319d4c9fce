import { pathValue, route } from '../route.ts'
import { operationListSchema, operationSchema, workerListSchema, type OperationList } from './schema.ts'
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

/** What may be asked about operations and workers. */
export const serverRoutes = [listOperations, showOperation, listWorkers]
