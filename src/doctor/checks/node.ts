import { ok, problem, type Finding } from '../finding.ts'
import type { DoctorParts } from '../examination.ts'

/** Whether the Node that runs is new enough. */
export function checkNode({ nodeVersion, leastNode }: DoctorParts): readonly Finding[] {
  const parameters = { version: nodeVersion, least: leastNode }
  const isOld = Number.parseInt(nodeVersion) < leastNode
  return [isOld ? problem('node.tooOld', parameters) : ok('node.ok', parameters)]
}
