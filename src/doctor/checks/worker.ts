import { folderHolder } from '../../store/folder-lock.ts'
import type { Examination } from '../examination.ts'
import { ok, problem, type Finding } from '../finding.ts'

/** Whether the workers of a running server are heard of. Without a server there are none to look for. */
export async function checkWorker({ folder, now, database }: Examination): Promise<readonly Finding[]> {
  const reading = await database()
  if (reading.state !== 'read' || !folderHolder(folder).isHeld) return []
  if (reading.workers.length === 0) return [problem('worker.none')]
  return reading.workers.map(({ pid, heartbeatAt, leaseExpiresAt }) => {
    const parameters = { pid, ageSeconds: Math.max(0, now() - heartbeatAt) / 1000 }
    return now() > leaseExpiresAt ? problem('worker.late', parameters) : ok('worker.ok', parameters)
  })
}
