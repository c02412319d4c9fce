import { hash } from 'node:crypto'
import type { Instance } from '../../core/instance.ts'
import type { InstanceRecord } from '../instance-exchanges.ts'
import type { ListedInstance, Node, ShownInstance } from './instance-schema.ts'
import type { StatusOf } from './instance-status.ts'
import { datastoreType } from './job.ts'
import { wireTime } from './forms.ts'

/** An id in the form of a node's: always the same for the same place of an instance. */
const nodeId = (instance: Instance, index: number): string =>
  `${hash('sha256', JSON.stringify([instance.id, index])).slice(0, 32)}no07`

/** The first of its servers is the one that is written to. */
export const writeHosts = ({ endpoints }: Instance): readonly string[] =>
  endpoints.slice(0, 1).map(({ host }) => host)

export const readHosts = ({ endpoints }: Instance): readonly string[] =>
  endpoints.slice(1).map(({ host }) => host)

function common({ instance, holder }: InstanceRecord, statusOf: StatusOf) {
  const { version } = instance.facts
  return {
    id: instance.id,
    name: instance.name,
    status: statusOf({ instance, holder }),
    type: 'Cluster' as const,
    port: String(instance.endpoints[0]?.port ?? ''),
    datastore: { type: datastoreType, version: typeof version === 'string' ? version : '' },
    created: wireTime(instance.createdAt)!,
    updated: wireTime(instance.updatedAt)!,
    // The default one.
    enterprise_project_id: instance.enterpriseProject ?? '0',
    charge_info: { charge_mode: 'postPaid' as const },
    backup_strategy: { start_time: '', keep_days: '0' },
    tags: Object.entries(instance.tags).map(([key, value]) => ({ key, value })),
  }
}

/** An instance as the list shows it. */
export function listedInstance(record: InstanceRecord, statusOf: StatusOf): ListedInstance {
  return {
    ...common(record, statusOf),
    private_ips: writeHosts(record.instance),
    readonly_private_ips: readHosts(record.instance),
    proxy_ips: [],
    public_ips: [],
  }
}

/** One instance with its nodes. */
export function shownInstance(record: InstanceRecord, statusOf: StatusOf): ShownInstance {
  const { instance } = record
  const { endpoints, project } = instance
  const nodes: readonly Node[] = endpoints.map(({ host, port }, index) => ({
    id: nodeId(instance, index),
    name: `${instance.name}_node${index}`,
    type: index === 0 ? 'master' : 'slave',
    status: statusOf(record),
    port,
    private_read_ips: [host],
  }))
  return {
    ...common(record, statusOf),
    project_id: project,
    public_ips: '',
    private_write_ips: writeHosts(instance),
    private_dns_names: [],
    node_count: nodes.length,
    nodes,
    proxies: [],
  }
}
