import { randomBytes } from 'node:crypto'
import type { Call, ClientOf } from '../driver.ts'
import type { Scene } from '../scene.ts'

/** A call that every service refuses whatever is asked: before it is looked at. */
export interface GatewayCell {
  readonly what: 'other project' | 'wrong signature' | 'not served'
  readonly service: Exclude<ClientOf, 'iam'>
  readonly operation: string
  readonly parameters: (scene: Scene) => Call['parameters']
  /** What it is called with instead of the administrator's own. */
  readonly with: Partial<Pick<Call, 'secretKey' | 'project'>>
  readonly status: number
  readonly code: string
}

/** An operation that only reads, for each service, and one that would change something, which is not served. */
const asked = [
  {
    service: 'dcs',
    reads: 'ListBackgroundTask',
    changes: 'CopyInstance',
    body: { remark: 'nightly' },
    codes: { project: [401, 'DCS.1004'], signature: [401, 'APIGW.0301'], served: [404, 'APIGW.0101'] },
  },
  {
    service: 'dms',
    reads: 'ListBackgroundTasks',
    changes: 'UpdateInstance',
    body: { name: 'orders' },
    codes: { project: [401, 'DMS.10240104'], signature: [401, 'APIGW.0301'], served: [404, 'APIGW.0101'] },
  },
  {
    service: 'taurusdb',
    reads: 'ShowGaussMySqlInstanceInfo',
    changes: 'RestartGaussMySqlInstance',
    body: {},
    codes: { project: [403, 'DBS.280015'], signature: [401, 'APIGW.0301'], served: [404, 'APIGW.0101'] },
  },
] as const

/** What every service refuses, in its own words. */
export const gatewayCells: readonly GatewayCell[] = asked.flatMap(
  ({ service, reads, changes, body, codes }): readonly GatewayCell[] => {
    const instance = (scene: Scene) => ({ instance_id: scene.services[service].instance.id })
    const own = { service, parameters: instance, operation: reads }
    return [
      {
        ...own,
        what: 'other project',
        with: { project: randomBytes(16).toString('hex') },
        status: codes.project[0],
        code: codes.project[1],
      },
      {
        ...own,
        what: 'wrong signature',
        with: { secretKey: randomBytes(20).toString('hex') },
        status: codes.signature[0],
        code: codes.signature[1],
      },
      {
        ...own,
        what: 'not served',
        operation: changes,
        parameters: scene => ({ ...instance(scene), body }),
        with: {},
        status: codes.served[0],
        code: codes.served[1],
      },
    ]
  },
)
