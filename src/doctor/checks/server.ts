import { existsSync } from 'node:fs'
import { joinWords } from '../../words/joined.ts'
import { readinessWords } from '../../words/readiness.ts'
import type { Examination } from '../examination.ts'
import { ok, problem, warning, type Finding } from '../finding.ts'

/** Whether the server answers, can take work, and is of this version. */
export async function checkServer({
  folder,
  serverUrl,
  version,
  server,
}: Examination): Promise<readonly Finding[]> {
  if (serverUrl === null && !existsSync(folder)) return []
  const reading = await server()
  switch (reading.state) {
    case 'stopped':
      return [warning('server.stopped', { folder })]
    case 'killed':
      return [warning('server.killed', { folder, pid: reading.pid })]
    case 'starting':
      return [warning('server.starting', { pid: reading.pid ?? '?' })]
    case 'silent':
      return [problem('server.silent', { url: reading.url, why: reading.why })]
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
