import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DoctorParts } from '../examination.ts'
import { ok, warning, type Finding } from '../finding.ts'

/** It is cut back to 64 MiB when it was written into the database; four times that is not a peak any more. */
const usualBytes = 256 * 1024 * 1024

/** Whether what was written is brought into the database in time. */
export function checkWal({ folder }: DoctorParts): readonly Finding[] {
  const found = statSync(join(folder, 'stepwell.db-wal'), { throwIfNoEntry: false })
  if (found === undefined) return []
  const parameters = { walBytes: found.size }
  return [found.size > usualBytes ? warning('wal.large', parameters) : ok('wal.ok', parameters)]
}
