import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DoctorParts } from '../examination.ts'
import { ok, problem, type Finding } from '../finding.ts'

/** Files that nobody but their owner may read; the key ring has a check of its own. */
const names = ['credentials.json', 'stepwell.db', 'stepwell.db-wal', 'stepwell.db-shm']

/** Whether what is secret is for its owner alone. */
export function checkFiles({ folder }: DoctorParts): readonly Finding[] {
  // On Windows the mode says nothing about others.
  if (process.platform === 'win32') return []
  const paths = names.map(name => join(folder, name)).filter(path => existsSync(path))
  const exposed = paths.filter(path => (statSync(path).mode & 0o077) !== 0)
  if (exposed.length > 0) return [problem('files.exposed', { files: exposed.join(' ') })]
  return paths.length === 0 ? [] : [ok('files.ok')]
}
