import { addressOf } from '../../../drivers/redis/endpoint.ts'
import type { MigrationPlan, PlannedNode, PlannedSide } from './plan.ts'

/** What the log tells of a plan: both sides, a line a server. */
export function planLines({ source, target, sourceKeys }: MigrationPlan): readonly string[] {
  return [
    `source: ${kindOf(source)}`,
    ...source.nodes.map((node, index) => `  ${placeOf(source, node)}, ${sourceKeys[index] ?? 0} keys`),
    `target: ${kindOf(target)}`,
    ...target.nodes.map(node => `  ${placeOf(target, node)}`),
  ]
}

const kindOf = ({ mode, version, nodes }: PlannedSide): string =>
  mode === 'standalone'
    ? `standalone, version ${version}`
    : `cluster of ${nodes.length} masters, version ${version}`

function placeOf({ mode }: PlannedSide, { endpoint, slotRanges }: PlannedNode): string {
  const slots = slotRanges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
  const address = addressOf(endpoint)
  return mode === 'standalone' ? address : `${address}, slots ${slots.join(' ')}`
}

/** Bytes as a whole number of MB, rounded up. */
export const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`

/** Bytes in the unit that fits them: a key is rarely a MB. */
export const sizeOf = (bytes: number): string =>
  bytes < 1024 ? `${bytes} bytes` : bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : megabytes(bytes)
