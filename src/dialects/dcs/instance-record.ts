import type { Endpoint, Instance } from '../../core/instance.ts'
import type { Json } from '../../core/json.ts'
import type { Task } from '../../core/task.ts'
import type { InstanceRecord } from '../instance-exchanges.ts'
import { hasLeftInstance } from '../view.ts'
import type { ListedInstance, ShownInstance } from './instance-schema.ts'
import { onlyZone } from './zone.ts'

/** What an instance is in while a task of that name holds it; in `RUNNING` otherwise, as the service shows a migration's. */
const statusWhile: { readonly [jobName: string]: ListedInstance['status'] } = {
  ChangeInstanceSpec: 'EXTENDING',
  EXTEND: 'EXTENDING',
  RestoreInstance: 'RESTORING',
}

/** What could not be undone is an error until a person has looked at it; while it is being undone, the instance is worked on. */
export function instanceStatus(holder: Task | null): ListedInstance['status'] {
  if (holder === null) return 'RUNNING'
  return hasLeftInstance(holder) ? 'ERROR' : (statusWhile[holder.operation.jobName] ?? 'RUNNING')
}

/** What is known of no instance, or does not exist here. */
const unknown = {
  description: null,
  spec_code: null,
  sub_status: null,
  readonly_domain_name: null,
  capacity: null,
  capacity_minor: null,
  max_memory: null,
  used_memory: null,
  order_id: null,
  vpc_id: null,
  vpc_name: null,
  subnet_id: null,
  security_group_id: null,
  user_id: null,
  user_name: null,
  access_user: null,
  no_password_access: null,
  enable_ssl: null,
  publicip_id: null,
  publicip_address: null,
  maintain_begin: null,
  maintain_end: null,
  service_task_id: null,
  cpu_type: null,
  features: null,
} as const

const unknownOfOne = {
  launched_at: null,
  subnet_name: null,
  subnet_cidr: null,
  security_group_name: null,
  support_slow_log_flag: null,
  enterprise_project_name: null,
  inquery_spec_code: null,
  cloud_service_type_code: null,
  cloud_resource_type_code: null,
  db_number: null,
  replica_count: null,
  product_type: null,
  storage_type: null,
  instance_backup_policy: null,
  domain_name_info: null,
  bandwidth_info: null,
} as const

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host)

/** "If it is a cluster, several addresses, separated by commas." Null: it is reached by name. */
const ipOf = ({ endpoints }: Instance): string | null =>
  [...new Set(endpoints.map(({ host }) => host))].filter(isAddress).join(',') || null

const textFact = (fact: Json | undefined): string | null => (typeof fact === 'string' ? fact : null)

const cacheModes: { readonly [mode: string]: ShownInstance['cache_mode'] } = {
  standalone: 'single',
  cluster: 'cluster',
}

const addressOf = ({ host, port }: Endpoint): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`

function common({ instance, holder }: InstanceRecord): Omit<ListedInstance, 'updated_at'> {
  return {
    ...unknown,
    instance_id: instance.id,
    name: instance.name,
    engine: 'Redis',
    engine_version: textFact(instance.facts['version']),
    status: instanceStatus(holder),
    // Terraform waits until it is null, so only what really holds the instance may stand here.
    task: holder === null ? null : holder.operation.jobName,
    ip: ipOf(instance),
    port: instance.endpoints[0]?.port ?? 0,
    domain_name: instance.endpoints.find(({ host }) => !isAddress(host))?.host ?? null,
    charging_mode: 0,
    enable_publicip: false,
    created_at: new Date(instance.createdAt).toISOString(),
    service_upgrade: false,
    enterprise_project_id: instance.enterpriseProject ?? '0',
    az_codes: [onlyZone],
    tags: Object.entries(instance.tags).map(([key, value]) => ({ key, value })),
  }
}

/** SD23: an instance in the list. */
export const listedInstance = (record: InstanceRecord): ListedInstance => ({
  ...common(record),
  updated_at: new Date(record.instance.updatedAt).toISOString(),
})

/** SD23: one instance. */
export function shownInstance(record: InstanceRecord): ShownInstance {
  const { facts, endpoints, project, updatedAt } = record.instance
  const cacheMode = cacheModes[textFact(facts['mode']) ?? ''] ?? null
  const isCluster = cacheMode === 'cluster'
  return {
    ...common(record),
    ...unknownOfOne,
    update_at: new Date(updatedAt).toISOString(),
    tenant_id: project,
    cache_mode: cacheMode,
    backend_addrs: isCluster ? endpoints.map(addressOf).join(',') : null,
    sharding_count: isCluster ? endpoints.length : null,
    transparent_client_ip_enable: false,
    available_zones: [onlyZone],
  }
}
