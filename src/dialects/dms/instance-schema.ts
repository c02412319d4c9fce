import { Type, type TNull, type TSchema, type TUnion } from 'typebox'
import type { Shown } from '../shown.ts'

/** "Querying an Instance", "Listing All Instances": the fields that SDKs and Terraform read. */

const documentedStatuses =
  'CREATING CREATEFAILED RUNNING STARTING RESTARTING EXTENDING EXTENDEDFAILED DELETING ERROR FREEZING FROZEN UPGRADING ROLLINGBACK'
/** That only the SDKs know. */
const otherStatuses = 'SHRINKING CONFIGURING ROLLBACK ROLLBACKFAILED VOLUMETYPECHANGING'

/** How an instance may stand. */
export const instanceStatuses: readonly string[] = [documentedStatuses, otherStatuses].join(' ').split(' ')

/** Fields that are null, of the type they would have. */
const nulls = <Name extends string, Schema extends TSchema>(schema: Schema, ...names: readonly Name[]) =>
  Object.fromEntries(names.map(name => [name, Type.Union([schema, Type.Null()])])) as {
    readonly [N in Name]: TUnion<[Schema, TNull]>
  }

/** What the registry does not know of an instance: null, which every client takes for none. */
export const unknownFields = {
  ...nulls(
    Type.String(),
    'description',
    'specification',
    'partition_num',
    'resource_spec_code',
    'product_id',
  ),
  ...nulls(Type.String(), 'vpc_id', 'vpc_name', 'subnet_id', 'subnet_name', 'subnet_cidr'),
  ...nulls(Type.String(), 'security_group_id', 'security_group_name', 'management_connect_address'),
  ...nulls(
    Type.String(),
    'user_id',
    'user_name',
    'access_user',
    'order_id',
    'maintain_begin',
    'maintain_end',
  ),
  ...nulls(Type.String(), 'kafka_security_protocol', 'storage_resource_id', 'storage_spec_code'),
  ...nulls(Type.String(), 'service_type', 'storage_type', 'support_features', 'pod_connect_address'),
  ...nulls(Type.String(), 'ces_version', 'retention_policy'),
  ...nulls(Type.Integer(), 'storage_space', 'total_storage_space', 'used_storage_space', 'extend_times'),
  ...nulls(Type.Integer(), 'public_bandwidth', 'connector_node_num'),
  ...nulls(Type.Boolean(), 'ssl_enable', 'enable_auto_topic', 'is_logical_volume', 'ipv6_enable'),
  ...nulls(Type.Boolean(), 'connector_enable', 'rest_enable', 'disk_encrypted', 'trace_enable'),
  ...nulls(Type.Array(Type.String()), 'sasl_enabled_mechanisms'),
  ...nulls(Type.Object({}), 'port_protocols'),
}

/** What works on an instance. No page has it; Terraform reads an object, and a text would break it. */
const taskSchema = Type.Object({
  name: Type.String(),
  status: Type.String(),
  created_at: Type.String(),
})

export const instanceSchema = Type.Object({
  instance_id: Type.String(),
  name: Type.String(),
  engine: Type.Enum(['kafka']),
  engine_version: Type.Union([Type.String(), Type.Null()]),
  status: Type.Enum([...instanceStatuses]),
  type: Type.Enum(['single', 'cluster']),
  connect_address: Type.String({ description: 'The hosts of the brokers, with commas.' }),
  port: Type.Integer({ description: 'Of the first broker.' }),
  kafka_private_connect_address: Type.String({ description: 'Host and port of every broker, with commas.' }),
  public_connect_address: Type.String(),
  enable_publicip: Type.Boolean(),
  public_access_enabled: Type.Enum(['true', 'closed', 'false', 'freezed', 'actived']),
  kafka_public_status: Type.Enum(['true', 'closed', 'false', 'freezed', 'actived']),
  cross_vpc_info: Type.String({
    description: 'JSON text: advertised_ip, port and port_id of every broker, by its host.',
  }),
  broker_num: Type.Integer(),
  node_num: Type.Integer(),
  charging_mode: Type.Integer({ description: '1: on demand.' }),
  created_at: Type.String({ pattern: '^\\d+$', description: 'In milliseconds since the epoch, as text.' }),
  enterprise_project_id: Type.String({ description: '0: the default one.' }),
  available_zones: Type.Array(Type.String()),
  tags: Type.Array(Type.Object({ key: Type.String(), value: Type.String() })),
  task: Type.Optional(taskSchema),
  ...unknownFields,
})
export type WireInstance = Shown<typeof instanceSchema>

/** Terraform's pages go by the first top-level array of an answer: there is this one alone. */
export const instancesSchema = Type.Object({
  instance_num: Type.Integer({ minimum: 0, description: 'Number of instances, on all pages.' }),
  instances: Type.Array(instanceSchema),
})

const zoneSchema = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  soldOut: Type.Boolean(),
  resource_availability: Type.String(),
  default_az: Type.Boolean(),
  ipv6_enable: Type.Boolean(),
})

export const zonesSchema = Type.Object({
  region_id: Type.Union([Type.String(), Type.Null()]),
  available_zones: Type.Array(zoneSchema),
})
export type ZonesDocument = Shown<typeof zonesSchema>
