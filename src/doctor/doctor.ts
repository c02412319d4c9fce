import type { Words } from '../core/words.ts'
import type { CheckName } from '../words/doctor.ts'
import { checkCertificate } from './checks/certificate.ts'
import { checkClock, checkInstanceClocks, checkServerClock } from './checks/clock.ts'
import { checkDatabase } from './checks/database.ts'
import { checkDisk } from './checks/disk.ts'
import { checkFileSystem } from './checks/file-system.ts'
import { checkFiles } from './checks/files.ts'
import { checkFolder } from './checks/folder.ts'
import { checkInstances } from './checks/instances.ts'
import { checkKeyRing } from './checks/key-ring.ts'
import { checkNode } from './checks/node.ts'
import { checkServer } from './checks/server.ts'
import { checkWal } from './checks/wal.ts'
import { checkWebhooks } from './checks/webhooks.ts'
import { checkWorker } from './checks/worker.ts'
import { beginExamination, type DoctorParts, type Examination } from './examination.ts'
import { problem, type Finding } from './finding.ts'

/** One look. No finding: there was nothing to look at, and another check has said why. */
type Check = (examination: Examination) => readonly Finding[] | Promise<readonly Finding[]>

/** Every check, in the order in which they are made and told. */
const checks: { readonly [name in CheckName]: Check } = {
  node: checkNode,
  folder: checkFolder,
  fileSystem: checkFileSystem,
  disk: checkDisk,
  files: checkFiles,
  database: checkDatabase,
  wal: checkWal,
  keyRing: checkKeyRing,
  certificate: checkCertificate,
  server: checkServer,
  worker: checkWorker,
  clock: checkClock,
  serverClock: checkServerClock,
  instance: checkInstances,
  instanceClock: checkInstanceClocks,
  webhook: checkWebhooks,
}

/** A finding, and which check has made it. */
export interface Examined extends Finding {
  readonly check: CheckName
}

/** Makes every check, one after the other; what each has found is given as soon as it is known. Changes nothing. */
export async function* examine(parts: DoctorParts): AsyncGenerator<Examined> {
  const examination = beginExamination(parts)
  for (const [name, check] of Object.entries(checks) as [CheckName, Check][])
    for (const finding of await attempt(check, examination)) yield { check: name, ...finding }
}

/** A check that fails is a finding, too: the others are made all the same. */
async function attempt(check: Check, examination: Examination): Promise<readonly Finding[]> {
  try {
    return await check(examination)
  } catch (error) {
    const why: Words = { 'en-us': String(error), 'zh-cn': String(error) }
    return [problem('check.failed', { why })]
  }
}
