import { Type } from 'typebox'
import { pathValue } from '../route.ts'
import { instanceParameters, isWanted } from './instance-filter.ts'
import { instanceSchema, instancesSchema, multiTenantSchema } from './instance-schema.ts'
import { statusWord, unifiedStatusWord, type StatusOf } from './instance-status.ts'
import { listedInstance, shownInstance } from './instance.ts'
import { mostOffset } from './list-query.ts'
import { taurusRoute } from './route.ts'

/** Two versions that differ in the words of a status alone. */
const versions: readonly { readonly prefix: string; readonly suffix: string; readonly statusOf: StatusOf }[] =
  [
    { prefix: '/v3', suffix: '', statusOf: statusWord },
    { prefix: '/v3.1', suffix: 'UnifyStatus', statusOf: unifiedStatusWord },
  ]

/** ST8. */
const showInstances = versions.map(({ prefix, suffix, statusOf }) =>
  taurusRoute({
    method: 'GET',
    path: `${prefix}/{project_id}/instances/{instance_id}`,
    id: `ShowGaussMySqlInstanceInfo${suffix}`,
    summary: 'Querying Details of a DB Instance',
    question: 'instanceRecord',
    answers: { 200: { description: 'Success.', schema: instanceSchema } },
    parse: request => ({ service: 'taurusdb', id: pathValue(request, 'instance_id') }),
    render: record => ({ status: 200, body: { instance: shownInstance(record, statusOf) } }),
  }),
)

/** ST9. */
const listInstances = versions.map(({ prefix, suffix, statusOf }) =>
  taurusRoute({
    method: 'GET',
    path: `${prefix}/{project_id}/instances`,
    id: `ListGaussMySqlInstances${suffix}`,
    summary: 'Querying DB Instances',
    question: 'instanceRecords',
    query: Type.Object({
      ...instanceParameters,
      offset: Type.Optional(Type.Integer({ minimum: 0, maximum: mostOffset, default: 0 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 100 })),
    }),
    answers: { 200: { description: 'Success.', schema: instancesSchema } },
    parse: ({ query: { offset = 0, limit = 100, ...wanted } }) => ({
      service: 'taurusdb',
      match: ({ instance }) => isWanted(wanted, instance),
      offset,
      limit,
    }),
    render: ({ records, total }) => ({
      status: 200,
      body: { instances: records.map(record => listedInstance(record, statusOf)), total_count: total },
    }),
  }),
)

/** Terraform's instance cannot be read without an answer to it. */
const showMultiTenant = taurusRoute({
  method: 'GET',
  path: '/v3/{project_id}/instances/{instance_id}/multi-tenant',
  id: 'ShowMultiTenant',
  summary: 'Querying the Status of Multi-tenancy',
  question: 'instanceRecord',
  answers: { 200: { description: 'Success.', schema: multiTenantSchema } },
  parse: request => ({ service: 'taurusdb', id: pathValue(request, 'instance_id') }),
  render: () => ({ status: 200, body: { multi_tenant_switch: false } }),
})

/** Routes of instances. */
export const instanceRoutes = [...listInstances, ...showInstances, showMultiTenant]
