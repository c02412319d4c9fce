import type { Endpoint, Instance } from '../../core/instance.ts'
import type { InstanceRecord } from '../instance-exchanges.ts'
import { hasLeftInstance, type ViewContext } from '../view.ts'
import { unknownFields, type WireInstance } from './instance-schema.ts'
import { taskWord } from './task-record.ts'
import { wireTime } from './times.ts'
import { onlyZone } from './zones.ts'

/**
 * How an instance stands. One that a task works on serves its clients, and none of the page's words says that it is worked
 * on: EXTENDING is for an expansion, and has Terraform wait for one. `task` tells it. What could not be undone is an error
 * until a person has looked at it.
 */
export const instanceStatus = ({ holder }: InstanceRecord): WireInstance['status'] =>
  holder !== null && hasLeftInstance(holder) ? 'ERROR' : 'RUNNING'

/** How an instance without an enterprise project of its own says it: it is in the default one. */
export const enterpriseProjectOf = ({ enterpriseProject }: Instance): string => enterpriseProject ?? '0'

const unknown = Object.fromEntries(Object.keys(unknownFields).map(name => [name, null])) as {
  readonly [Name in keyof typeof unknownFields]: null
}

const withPort = ({ host, port }: Endpoint): string => `${host}:${port}`

/** Terraform counts the entries as brokers: those that share a host are told apart by their ports. */
function crossVpcInfo(endpoints: readonly Endpoint[]): string {
  const sharesHost = ({ host }: Endpoint): boolean => endpoints.filter(each => each.host === host).length > 1
  const entries = endpoints.map(endpoint => [
    sharesHost(endpoint) ? withPort(endpoint) : endpoint.host,
    { advertised_ip: endpoint.host, port: endpoint.port, port_id: '' },
  ])
  return JSON.stringify(Object.fromEntries(entries))
}

/** An instance, as the list and the query of one show it. */
export function wireInstance(record: InstanceRecord, context: ViewContext): WireInstance {
  const { instance, holder } = record
  const { endpoints, facts } = instance
  const version = facts['version']
  return {
    ...unknown,
    instance_id: instance.id,
    name: instance.name,
    engine: 'kafka',
    engine_version: typeof version === 'string' ? version : null,
    status: instanceStatus(record),
    type: endpoints.length === 1 ? 'single' : 'cluster',
    connect_address: endpoints.map(({ host }) => host).join(','),
    port: endpoints[0]!.port,
    kafka_private_connect_address: endpoints.map(withPort).join(','),
    public_connect_address: '',
    enable_publicip: false,
    public_access_enabled: 'false',
    kafka_public_status: 'false',
    cross_vpc_info: crossVpcInfo(endpoints),
    broker_num: endpoints.length,
    node_num: endpoints.length,
    charging_mode: 1,
    created_at: String(instance.createdAt),
    enterprise_project_id: enterpriseProjectOf(instance),
    available_zones: [onlyZone],
    tags: Object.entries(instance.tags).map(([key, value]) => ({ key, value })),
    ...(holder === null
      ? {}
      : {
          task: {
            name: holder.operation.jobName,
            status: taskWord(holder, context),
            created_at: wireTime(holder.createdAt),
          },
        }),
  }
}
