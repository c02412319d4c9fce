import { randomUUID } from 'node:crypto'
import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DoctorParts } from '../examination.ts'
import { ok, problem, type Finding } from '../finding.ts'

/** Whether the data folder is there and can be written to. */
export function checkFolder({ folder }: DoctorParts): readonly Finding[] {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return [problem('folder.missing', { folder })]
  if (!found.isDirectory()) return [problem('folder.noFolder', { folder })]
  try {
    tryToWrite(join(folder, `.${randomUUID()}.draft`))
    return [ok('folder.ok', { folder })]
  } catch (error) {
    return [problem('folder.notWritable', { folder, code: (error as NodeJS.ErrnoException).code ?? '' })]
  }
}

/** Only the attempt tells of every reason why not: mode, owner, mount, quota, a full disk. */
function tryToWrite(path: string): void {
  closeSync(openSync(path, 'wx', 0o600))
  rmSync(path)
}
