import type { FindingWord } from '../../words/doctor.ts'
import type { Examination } from '../examination.ts'
import { ok, problem, warning, type Finding, type FindingParameters } from '../finding.ts'
import { inParallel } from '../in-parallel.ts'
import { visitsAtOnce } from '../visits.ts'

/** Clocks that nobody has set wrong differ by less. */
const toleranceMs = 2000
/** From here on it is not the clocks that drift apart: one was set. */
const wrongMs = 60_000

/** What a difference of two clocks means. */
function judgeClock(
  differenceMs: number,
  words: { readonly right: FindingWord; readonly wrong: FindingWord },
  parameters: FindingParameters = {},
): Finding {
  const off = Math.abs(differenceMs)
  if (off <= toleranceMs) return ok(words.right, parameters)
  return (off > wrongMs ? problem : warning)(words.wrong, { ...parameters, offSeconds: off / 1000 })
}

/** Whether this machine's clock was set back: something stored is of a moment that has not come yet. */
export async function checkClock({ now, database }: Examination): Promise<readonly Finding[]> {
  const reading = await database()
  const newestAt = reading.state === 'read' ? reading.contents.newestAt : null
  if (newestAt === null) return []
  const words = { right: 'clock.ok', wrong: 'clock.back' } as const
  return [judgeClock(Math.max(0, newestAt - now()), words, { newestAt })]
}

/** Whether the server's machine has the same time as this one. */
export async function checkServerClock({ server }: Examination): Promise<readonly Finding[]> {
  const reading = await server()
  if (reading.state !== 'answers' || reading.clockAheadMs === null) return []
  const words = { right: 'serverClock.ok', wrong: 'serverClock.off' } as const
  return [judgeClock(reading.clockAheadMs, words, { url: reading.url })]
}

/** Whether the servers of the instances that answer have the same time as this machine; one line if all have. */
export async function checkInstanceClocks({ now, visits, clocks }: Examination): Promise<readonly Finding[]> {
  const reached = (await visits()).filter(visit => visit.state === 'answers')
  const read = await inParallel(reached, visitsAtOnce, async ({ instance, access }) => {
    const told = (await clocks[instance.service]?.(instance.endpoints, access, now)) ?? []
    return told.map(clock => ({ name: instance.name, ...clock }))
  })
  const all = read.flat()
  const words = { right: 'instanceClock.ok', wrong: 'instanceClock.off' } as const
  const wrong = all
    .map(({ name, address, aheadMs }) => judgeClock(aheadMs, words, { name, address }))
    .filter(({ level }) => level !== 'ok')
  if (wrong.length > 0) return wrong
  return all.length === 0 ? [] : [ok('instanceClock.ok', { serversCount: all.length })]
}
