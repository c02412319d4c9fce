import { existsSync } from 'node:fs'
import { joinWords } from '../../words/joined.ts'
import { readinessWords } from '../../words/readiness.ts'
import { endedStatuses, type TaskStatus } from '../../core/task.ts'
import type { DatabaseReading } from '../../store/sqlite/read-database.ts'
import { firstNames, type CertificateObjection } from '../../tls/certificate-objection.ts'
import type { Examination } from '../examination.ts'
import { ok, problem, warning, type Finding } from '../finding.ts'

/** A start that takes longer is looked at: it hangs, or brings a very large database to a new version. */
const longestStartMs = 60_000

/** Whether the server answers, can take work, and is of this version. */
export async function checkServer({
  folder,
  serverUrl,
  version,
  server,
  database,
}: Pick<Examination, 'folder' | 'serverUrl' | 'version' | 'server' | 'database'>): Promise<
  readonly Finding[]
> {
  if (serverUrl === null && !existsSync(folder)) return []
  const reading = await server()
  switch (reading.state) {
    case 'stopped': {
      const tasksCount = unfinishedIn(await database())
      return [
        tasksCount === 0
          ? warning('server.stopped', { folder })
          : problem('server.stoppedAmidWork', { folder, tasksCount }),
      ]
    }
    case 'killed':
      return [problem('server.killed', { folder, pid: reading.pid ?? '?' })]
    case 'starting': {
      const parameters = { pid: reading.pid ?? '?', ageSeconds: reading.ageMs / 1000 }
      return [
        reading.ageMs > longestStartMs
          ? problem('server.startsForLong', parameters)
          : warning('server.starting', parameters),
      ]
    }
    case 'silent':
      return [problem('server.silent', { url: reading.url, why: reading.why })]
    case 'objected':
      return [objected(reading.url, reading.objection)]
    case 'foreign':
      return [problem('server.foreign', { url: reading.url })]
    case 'answers': {
      const parameters = { url: reading.url, version: reading.version, ours: version }
      if (!reading.isReady) {
        const why = joinWords(reading.missing.map(part => readinessWords[part]))
        return [problem('server.notReady', { ...parameters, why })]
      }
      return [
        reading.version === version
          ? ok('server.ok', parameters)
          : warning('server.otherVersion', parameters),
      ]
    }
  }
}

function objected(url: string, objection: CertificateObjection): Finding {
  switch (objection.kind) {
    case 'untrusted':
      return problem('server.untrusted', { url, reason: objection.reason })
    case 'other_names': {
      const names = firstNames(objection.names)
      return names === ''
        ? problem('server.namesNone', { url })
        : problem('server.otherNames', { url, names })
    }
    case 'expired':
      return objection.at === null
        ? problem('server.issuerExpired', { url })
        : problem('server.expired', { url, endedAt: objection.at })
  }
}

/** How many tasks are not over; what cannot be read is told of elsewhere. */
function unfinishedIn(reading: DatabaseReading): number {
  if (reading.state !== 'read') return 0
  const counts = Object.entries(reading.contents.tasks) as [TaskStatus, number][]
  const isOver: (status: TaskStatus) => boolean = status => endedStatuses.some(ended => ended === status)
  return counts.reduce((sum, [status, count]) => sum + (isOver(status) ? 0 : count), 0)
}
