import { existsSync } from 'node:fs'
import type { Examination } from '../examination.ts'
import { ok, problem, warning, type Finding } from '../finding.ts'

/** Whether the database is ours, of a version that is known, and whole. */
export async function checkDatabase({ folder, database }: Examination): Promise<readonly Finding[]> {
  if (!existsSync(folder)) return []
  const reading = await database()
  if (reading.state === 'absent') return [warning('database.absent')]
  if (reading.state === 'unusable') return [problem('database.unusable', { why: reading.why })]
  const { schemaVersion, sizeBytes, tasks } = reading.contents
  const tasksCount = Object.values(tasks).reduce((sum, count) => sum + count, 0)
  const parameters = { tasksCount, sizeBytes, schema: schemaVersion, newest: reading.newestVersion }
  return [ok(schemaVersion < reading.newestVersion ? 'database.older' : 'database.ok', parameters)]
}
