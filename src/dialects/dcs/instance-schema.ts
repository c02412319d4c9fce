import { Type } from 'typebox'
import type { Shown } from '../shown.ts'

/*
 * "Querying All Instances" and "Querying an Instance" (API definition ShowInstance; types of the SDKs' models). Null is what
 * Stepwell does not know of an instance: it registers servers, and rents none out.
 */

const text = Type.Union([Type.String(), Type.Null()])
const number = Type.Union([Type.Integer({ minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }), Type.Null()])
const flag = Type.Union([Type.Boolean(), Type.Null()])
const words = Type.Array(Type.String())

/** The states of "Instance States" that come about here. */
export const statusSchema = Type.Enum(['RUNNING', 'EXTENDING', 'RESTORING', 'ERROR'])

const tagSchema = Type.Object({ key: Type.String(), value: Type.String() })

const properties = {
  instance_id: Type.String(),
  name: Type.String(),
  description: text,
  engine: Type.String({ examples: ['Redis'] }),
  engine_version: text,
  spec_code: text,
  status: statusSchema,
  sub_status: text,
  task: Type.Union([
    Type.String({
      description: 'The name of the task that holds the instance.',
      examples: ['DataMigration'],
    }),
    Type.Null({ description: 'None does.' }),
  ]),
  ip: text,
  port: Type.Integer({ minimum: 0, maximum: 65535 }),
  domain_name: text,
  readonly_domain_name: text,
  capacity: number,
  capacity_minor: text,
  max_memory: number,
  used_memory: number,
  charging_mode: Type.Integer({ description: '0: on demand.' }),
  order_id: text,
  vpc_id: text,
  vpc_name: text,
  subnet_id: text,
  security_group_id: text,
  user_id: text,
  user_name: text,
  access_user: text,
  no_password_access: text,
  enable_ssl: flag,
  enable_publicip: flag,
  publicip_id: text,
  publicip_address: text,
  created_at: Type.String(),
  maintain_begin: text,
  maintain_end: text,
  service_upgrade: flag,
  service_task_id: text,
  enterprise_project_id: Type.String({ description: '0: the default one.' }),
  cpu_type: text,
  az_codes: words,
  tags: Type.Array(tagSchema),
  features: Type.Null(),
}

/** An instance in a list. */
export const listedInstanceSchema = Type.Object({ ...properties, updated_at: Type.String() })
export type ListedInstance = Shown<typeof listedInstanceSchema>

/** SD23, the list: one array at the top, because Terraform's pager takes any for the page. */
export const instancesSchema = Type.Object({
  instance_num: Type.Integer({ minimum: 0, description: 'How many all pages together have.' }),
  instances: Type.Array(listedInstanceSchema),
})

/** SD23, one instance. */
export const instanceSchema = Type.Object({
  ...properties,
  update_at: Type.String(),
  launched_at: text,
  tenant_id: Type.String(),
  subnet_name: text,
  subnet_cidr: text,
  security_group_name: text,
  backend_addrs: text,
  support_slow_log_flag: text,
  enterprise_project_name: text,
  inquery_spec_code: text,
  cloud_service_type_code: text,
  cloud_resource_type_code: text,
  db_number: number,
  replica_count: number,
  sharding_count: number,
  transparent_client_ip_enable: flag,
  cache_mode: Type.Union([Type.Enum(['single', 'ha', 'ha_rw_split', 'proxy', 'cluster']), Type.Null()]),
  product_type: text,
  storage_type: text,
  available_zones: words,
  instance_backup_policy: Type.Null(),
  domain_name_info: Type.Null(),
  bandwidth_info: Type.Null(),
})
export type ShownInstance = Shown<typeof instanceSchema>

/** `…/configs`: Terraform's read of an instance fails without it. */
export const configsSchema = Type.Object({
  instance_id: Type.String(),
  status: statusSchema,
  redis_config: Type.Array(Type.Object({ param_id: Type.String() }), {
    maxItems: 0,
    description: 'Empty: the configuration of a server is its own.',
  }),
})

/** SD22, the list. Terraform reads the count as a number. */
export const restoresSchema = Type.Object({
  total_num: Type.Integer({ minimum: 0, maximum: 0 }),
  restore_record_response: Type.Array(Type.Object({ restore_id: Type.String() }), {
    maxItems: 0,
    description: 'Empty: no operation restores a backup.',
  }),
})

/** `/v2/available-zones`. */
export const zonesSchema = Type.Object({
  region_id: text,
  available_zones: Type.Array(
    Type.Object({
      id: Type.String(),
      code: Type.String(),
      name: Type.String(),
      port: text,
      resource_availability: Type.Enum(['true', 'false']),
    }),
    { minItems: 1 },
  ),
})
