import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { freeBytesFor } from '../../store/disk-space.ts'
import type { DoctorParts } from '../examination.ts'
import { ok, problem, warning, type Finding } from '../finding.ts'

/** Less than this is written in a busy hour. */
const leastFreeBytes = 256 * 1024 * 1024

/** Whether the store can grow. */
export function checkDisk({ folder }: DoctorParts): readonly Finding[] {
  if (!existsSync(folder)) return []
  const path = join(folder, 'stepwell.db')
  const sizes = [path, `${path}-wal`].map(each => statSync(each, { throwIfNoEntry: false })?.size ?? 0)
  return [judgeDisk(freeBytesFor(path), (sizes[0] ?? 0) + (sizes[1] ?? 0))]
}

/** What so much free space means for a database of a size. */
export function judgeDisk(freeBytes: number, usedBytes: number): Finding {
  const parameters = { freeBytes, usedBytes }
  if (freeBytes < leastFreeBytes) return problem('disk.full', parameters)
  return freeBytes < usedBytes ? warning('disk.low', parameters) : ok('disk.ok', parameters)
}
