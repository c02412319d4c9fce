import { Type } from 'typebox'
import { pathValue, route } from '../route.ts'
import { anyQuery } from './any-query.ts'
import { filterQuery, matchOf } from './instance-filter.ts'
import { instanceStatus, listedInstance, shownInstance } from './instance-record.ts'
import {
  configsSchema,
  instanceSchema,
  instancesSchema,
  restoresSchema,
  zonesSchema,
} from './instance-schema.ts'
import { pageOf, pageQuery } from './page-query.ts'
import { onlyZone } from './zone.ts'

const listInstances = route({
  method: 'GET',
  path: '/v2/{project_id}/instances',
  id: 'ListInstances',
  summary: 'Querying All Instances',
  question: 'instanceRecords',
  query: Type.Object({ ...pageQuery, ...filterQuery }),
  answers: { 200: { description: 'Instances queried successfully.', schema: instancesSchema } },
  parse: ({ query }) => ({ service: 'dcs', match: matchOf(query), ...pageOf(query) }),
  render: ({ records, total }) => ({
    status: 200,
    body: { instance_num: total, instances: records.map(listedInstance) },
  }),
})

const showInstance = route({
  method: 'GET',
  path: '/v2/{project_id}/instances/{instance_id}',
  id: 'ShowInstance',
  summary: 'Querying an Instance',
  question: 'instanceRecord',
  query: anyQuery,
  answers: { 200: { description: 'Instance queried successfully.', schema: instanceSchema } },
  parse: request => ({ service: 'dcs', id: pathValue(request, 'instance_id') }),
  render: record => ({ status: 200, body: shownInstance(record) }),
})

const listConfigurations = route({
  method: 'GET',
  path: '/v2/{project_id}/instances/{instance_id}/configs',
  id: 'ListConfigurations',
  summary: 'Querying Configuration Parameters',
  question: 'instanceRecord',
  query: anyQuery,
  answers: { 200: { description: 'Configuration parameters queried successfully.', schema: configsSchema } },
  parse: request => ({ service: 'dcs', id: pathValue(request, 'instance_id') }),
  render: ({ instance, holder }) => ({
    status: 200,
    body: { instance_id: instance.id, status: instanceStatus(holder), redis_config: [] },
  }),
})

/** SD22, the list: nothing was ever restored, and who asks what was is told so. */
const listRestoreRecords = route({
  method: 'GET',
  path: '/v2/{project_id}/instances/{instance_id}/restores',
  id: 'ListRestoreRecords',
  summary: 'Querying Restoration Records',
  question: 'instanceRecord',
  query: anyQuery,
  answers: { 200: { description: 'Restoration records queried successfully.', schema: restoresSchema } },
  parse: request => ({ service: 'dcs', id: pathValue(request, 'instance_id') }),
  render: () => ({ status: 200, body: { total_num: 0, restore_record_response: [] } }),
})

const listAvailableZones = route({
  method: 'GET',
  path: '/v2/available-zones',
  id: 'ListAvailableZones',
  summary: 'Querying AZ Information',
  question: 'nothing',
  query: anyQuery,
  answers: { 200: { description: 'AZs queried successfully.', schema: zonesSchema } },
  parse: () => null,
  render: () => ({
    status: 200,
    body: {
      region_id: null,
      available_zones: [
        { id: onlyZone, code: onlyZone, name: onlyZone, port: null, resource_availability: 'true' },
      ],
    },
  }),
})

/** SD23 and what else Terraform reads of an instance. */
export const instanceRoutes = [
  listInstances,
  showInstance,
  listConfigurations,
  listRestoreRecords,
  listAvailableZones,
] as const
