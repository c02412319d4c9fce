import { Type } from 'typebox'
import type { InstanceRecord } from '../instance-exchanges.ts'
import { route, withoutEmpty } from '../route.ts'
import type { Shown } from '../shown.ts'
import { anyQuery } from './any-query.ts'
import { instanceOf } from './ids.ts'
import { enterpriseProjectOf, instanceStatus, wireInstance } from './instance-record.ts'
import { instanceSchema, instancesSchema, instanceStatuses, zonesSchema } from './instance-schema.ts'
import { zonesDocument } from './zones.ts'

const trueOrFalse = Type.Enum(['true', 'false'])

const instancesQuery = Type.Object({
  engine: Type.Enum(['kafka']),
  name: Type.Optional(Type.String({ description: 'A part of the name.' })),
  exact_match_name: Type.Optional({ ...trueOrFalse, description: 'Whether `name` is the whole name.' }),
  instance_id: Type.Optional(Type.String()),
  status: Type.Optional(Type.Enum([...instanceStatuses])),
  include_failure: Type.Optional({
    ...trueOrFalse,
    description: 'Whether those that could not be created are counted; there are none.',
  }),
  enterprise_project_id: Type.Optional(Type.String()),
  offset: Type.Optional(
    Type.Integer({ minimum: 0, description: 'How many are passed over; one behind the last is refused.' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 10 })),
})

/** Whether an instance is one of those that are asked for. */
function isMeant(record: InstanceRecord, query: Shown<typeof instancesQuery>): boolean {
  const { instance } = record
  const status = instanceStatus(record)
  const { name = '', exact_match_name: exact } = query
  const isNamed = exact === 'true' ? instance.name === name : instance.name.includes(name)
  return (
    (query.name === undefined || isNamed) &&
    (query.instance_id ?? instance.id) === instance.id &&
    (query.status ?? status) === status &&
    (query.enterprise_project_id ?? enterpriseProjectOf(instance)) === enterpriseProjectOf(instance)
  )
}

/** SK5: by name. A filter that is left empty is none. */
const listInstances = withoutEmpty(
  route({
    method: 'GET',
    path: '/v2/{project_id}/instances',
    id: 'ListInstances',
    summary: 'Listing All Instances',
    question: 'instanceRecords',
    query: instancesQuery,
    answers: { 200: { description: 'All instances are queried successfully.', schema: instancesSchema } },
    parse: ({ query }) => ({
      service: 'dms',
      match: record => isMeant(record, query),
      offset: query.offset ?? 0,
      refusesBehindLast: true,
      limit: query.limit ?? 10,
    }),
    render: ({ records, total }, context) => ({
      status: 200,
      body: { instance_num: total, instances: records.map(record => wireInstance(record, context)) },
    }),
  }),
)

/** SK5, one of them. */
const showInstance = route({
  method: 'GET',
  path: '/v2/{project_id}/instances/{instance_id}',
  id: 'ShowInstance',
  summary: 'Querying an Instance',
  question: 'instanceRecord',
  query: anyQuery,
  answers: { 200: { description: 'Specified instance queried successfully.', schema: instanceSchema } },
  parse: request => ({ service: 'dms', id: instanceOf(request) }),
  render: (record, context) => ({ status: 200, body: wireInstance(record, context) }),
})

/** What Terraform asks before it reads an instance. */
const listZones = route({
  method: 'GET',
  path: '/v2/available-zones',
  id: 'ListAvailableZones',
  summary: 'Querying AZ Information',
  question: 'nothing',
  query: anyQuery,
  answers: { 200: { description: 'AZ information queried successfully.', schema: zonesSchema } },
  parse: () => null,
  render: () => ({ status: 200, body: zonesDocument }),
})

/** SK5, and the zones. */
export const instanceRoutes = [listInstances, showInstance, listZones]
