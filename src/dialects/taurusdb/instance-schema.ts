import { Type } from 'typebox'
import type { Shown } from '../shown.ts'

/*
 * "Querying Details of a DB Instance" and "Querying DB Instances", by the SDKs' models: the pages' examples break them (port as
 * a number, one public IP as a list). What Stepwell does not know of an instance (networks, flavours, volumes) is left out.
 */

/** Of /v3; what is not listed is said by none of ours. */
export const instanceStatusWords = [
  'ACTIVE',
  'FAILED',
  'MODIFYING',
  'REBOOTING',
  'RESTORING',
  'SWITCHOVER',
  'BACKING UP',
  'MODIFYING DATABASE PORT',
] as const

/** Of /v3.1, called UnifyStatus. */
export const unifiedStatusWords = ['creating', 'normal', 'abnormal', 'createfail'] as const

const status = Type.Enum([...instanceStatusWords, ...unifiedStatusWords])
const time = Type.String({ examples: ['2018-08-20T02:33:49+0000'] })
const port = Type.String({ description: 'Database port; a text.' })

export const datastoreSchema = Type.Object({
  type: Type.String(),
  version: Type.String({ description: 'Empty: not known.' }),
})
export const tagSchema = Type.Object({ key: Type.String(), value: Type.String() })

export const backupStrategySchema = Type.Object({
  start_time: Type.String(),
  keep_days: Type.String({ description: '0: nothing backs it up by itself.' }),
})
export const chargeInfoSchema = Type.Object({ charge_mode: Type.Enum(['postPaid']) })

/** What both the list and one instance tell. */
const common = {
  id: Type.String(),
  name: Type.String(),
  status,
  type: Type.Enum(['Cluster']),
  port,
  datastore: datastoreSchema,
  created: time,
  updated: time,
  enterprise_project_id: Type.String(),
  charge_info: chargeInfoSchema,
  backup_strategy: backupStrategySchema,
  tags: Type.Array(tagSchema),
}

export const listedInstanceSchema = Type.Object({
  ...common,
  private_ips: Type.Array(Type.String()),
  readonly_private_ips: Type.Array(Type.String()),
  proxy_ips: Type.Array(Type.String()),
  public_ips: Type.Array(Type.String()),
})
export type ListedInstance = Shown<typeof listedInstanceSchema>

export const instancesSchema = Type.Object({
  instances: Type.Array(listedInstanceSchema),
  total_count: Type.Integer(),
})

export const nodeSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  type: Type.Enum(['master', 'slave']),
  status,
  port: Type.Integer(),
  private_read_ips: Type.Array(Type.String()),
})
export type Node = Shown<typeof nodeSchema>

export const shownInstanceSchema = Type.Object({
  ...common,
  project_id: Type.String(),
  public_ips: Type.String({ description: 'One text, unlike in the list; empty: none.' }),
  private_write_ips: Type.Array(Type.String()),
  private_dns_names: Type.Array(Type.String()),
  node_count: Type.Integer(),
  nodes: Type.Array(nodeSchema),
  proxies: Type.Array(Type.Object({})),
})
export type ShownInstance = Shown<typeof shownInstanceSchema>

export const instanceSchema = Type.Object({ instance: shownInstanceSchema })

export const multiTenantSchema = Type.Object({ multi_tenant_switch: Type.Boolean() })
