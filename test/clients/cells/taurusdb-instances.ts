import type { Scene } from '../scene.ts'
import type { Cell, Decoded, Success } from './cell.ts'

const of = ({ services }: Scene) => services.taurusdb
const instance = (scene: Scene) => ({ instance_id: of(scene).instance.id })
const unknownInstance = {
  parameters: () => ({ instance_id: `${'0'.repeat(32)}in07` }),
  status: 404,
  code: 'DBS.200002',
}
const badInstance = { parameters: () => ({ instance_id: 'orders' }), status: 400, code: 'DBS.280404' }

/** The two versions of an operation on instances, which differ in the words of a status. */
const both = (id: string, operation: string, make: (word: string) => Success): readonly Cell[] =>
  [
    { suffix: '', word: 'RESTORING' },
    { suffix: 'UnifyStatus', word: 'normal' },
  ].map(({ suffix, word }) => ({
    id,
    service: 'taurusdb' as const,
    operation: `${operation}${suffix}`,
    successes: [make(word)],
    refused: operation.startsWith('Show')
      ? [unknownInstance, badInstance]
      : [{ parameters: () => ({ limit: 0 }), status: 400, code: 'DBS.280001' }],
  }))

/** TaurusDB’s instances. */
export const taurusdbInstanceCells: readonly Cell[] = [
  ...both('ST8', 'ShowGaussMySqlInstanceInfo', word => ({
    parameters: instance,
    status: 200,
    seen: ({ instance: one }) => [one.id, one.name, one.status, one.port, one.node_count, one.nodes[0].port],
    truth: async scene => {
      const { id, name, endpoints } = of(scene).instance
      return [id, name, word, String(endpoints[0]!.port), 1, endpoints[0]!.port]
    },
  })),
  ...both('ST9', 'ListGaussMySqlInstances', word => ({
    parameters: scene => ({ name: of(scene).instance.name, offset: 0, limit: 100 }),
    status: 200,
    seen: ({ total_count: count, instances }) => [
      count,
      ...instances.map((one: Decoded) => [one.id, one.name, one.status, one.port, one.private_ips]),
    ],
    truth: async scene => {
      const { id, name, endpoints } = of(scene).instance
      return [1, [id, name, word, String(endpoints[0]!.port), [endpoints[0]!.host]]]
    },
  })),
]
