import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Examination } from '../examination.ts'
import { ok, problem, type Finding } from '../finding.ts'

/** Whether the key ring is there, for its owner alone, and opens every secret that is kept. */
export async function checkKeyRing({ folder, database, keyRing }: Examination): Promise<readonly Finding[]> {
  if (!existsSync(folder)) return []
  const [reading, fit] = [await database(), await keyRing()]
  const file = join(folder, 'key-ring.json')
  if (fit.state === 'missing')
    return [reading.state === 'absent' ? ok('keyRing.new') : problem('keyRing.missing', { file })]
  if (fit.state === 'exposed') return [problem('keyRing.exposed', { file })]
  if (fit.state === 'unusable') return [problem('keyRing.unusable', { file })]
  const secretsCount = reading.state === 'read' ? reading.sealed.length : 0
  const parameters = { file, secretsCount, unopenedCount: fit.unopened }
  return [fit.unopened > 0 ? problem('keyRing.unopened', parameters) : ok('keyRing.ok', parameters)]
}
