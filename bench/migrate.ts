/**
 * Measures what a migration has to reach, against what a user would take otherwise, on the same keys and with the same
 * writes going on: ratios of one run. Exit status 1: a target is missed.
 *
 * STEPWELL_BENCH_KEYS (400000), STEPWELL_BENCH_ROUNDS (3), STEPWELL_BENCH_IMPORTS (1: the slow import is run once),
 * STEPWELL_BENCH_SUBMISSIONS (300).
 */
import { loadavg } from 'node:os'
import { prepareMigration, type PreparedMigration } from '../test/scenario/migration.ts'
import { buildPackage } from './built-package.ts'
import { copyByImport } from './copy-by-import.ts'
import { copyByMigrate } from './copy-by-migrate.ts'
import { copyByStepwell, type MigrationFigures } from './copy-by-stepwell.ts'
import type { CopyFigures } from './copy-figures.ts'
import { held, type Line, median, quantile, setting, statusOf, tableOf, told } from './figures.ts'
import { measureMemoryAtRest } from './memory-at-rest.ts'
import { measureSubmitToStart } from './submit-to-start.ts'

const keys = setting('KEYS', 400_000)
const rounds = setting('ROUNDS', 3)
const imports = setting('IMPORTS', 1)
const submissions = setting('SUBMISSIONS', 300)
const writesPerSecond = 5000

await using built = await buildPackage()

/** Runs a copy over servers of its own, so that none finds what another has left. */
async function over<Figures>(copy: (prepared: PreparedMigration) => Promise<Figures>): Promise<Figures> {
  await using prepared = await prepareMigration({ keys, writesPerSecond, program: built.program })
  return await copy(prepared)
}

const ours: MigrationFigures[] = []
const migrate: CopyFigures[] = []
const imported: CopyFigures[] = []
const runs = {
  stepwell: async () => void ours.push(say('Stepwell', await over(copyByStepwell), ({ copy }) => copy)),
  migrate: async () => void migrate.push(say('MIGRATE', await over(copyByMigrate), copy => copy)),
  import: async () => void imported.push(say('import', await over(copyByImport), copy => copy)),
}

function say<Figures>(name: string, figures: Figures, copyOf: (figures: Figures) => CopyFigures): Figures {
  const { keysPerSecond, seconds, sourceCores, clientP99Ms } = copyOf(figures)
  console.log(
    `${name}: ${thousands(keysPerSecond)} keys/s (${seconds.toFixed(2)} s), source ${sourceCores.toFixed(2)} cores, ` +
      `client p99 ${clientP99Ms.toFixed(1)} ms, load ${loadavg()[0]!.toFixed(1)}`,
  )
  return figures
}

const thousands = (number: number): string => `${(number / 1000).toFixed(1)} k`

for (let round = 0; round < rounds; round++) {
  // In turn, so that neither is always the first.
  const order = round % 2 === 0 ? (['stepwell', 'migrate'] as const) : (['migrate', 'stepwell'] as const)
  for (const name of order) await runs[name]()
  if (round < imports) await runs.import()
}
const memory = await measureMemoryAtRest(built.program)
const starts = await measureSubmitToStart(built.program, submissions)

const rate = (copies: readonly CopyFigures[]): number => median(copies.map(copy => copy.keysPerSecond))
const copies = ours.map(({ copy }) => copy)
const pauseMs = median(ours.map(({ writePauseMs }) => writePauseMs))
const startMs = quantile(starts, 0.99)

function beside(what: string, figure: (copy: CopyFigures) => number, unit: string): Line {
  const both = [copies, migrate].map(each => median(each.map(figure)).toFixed(2))
  return told(what, `${both[0]} ${unit}; by MIGRATE ${both[1]} ${unit}`)
}
function ratio(what: string, other: number, target: number, note = ''): Line {
  const times = rate(copies) / other
  return held(
    what,
    `${times.toFixed(2)} × (${thousands(rate(copies))} : ${thousands(other)}${note})`,
    `≥ ${target} ×`,
    times >= target,
  )
}
const atMost = (what: string, measured: number, limit: number, unit: string): Line =>
  held(what, `${measured.toFixed(1)} ${unit}`, `≤ ${limit} ${unit}`, measured <= limit)

const lines = [
  ratio('full copy : batched MIGRATE COPY REPLACE', rate(migrate), 1.5),
  ...(imported.length > 0
    ? [ratio('full copy : redis-cli --cluster import', rate(imported), 10, `, run ${imported.length} ×`)]
    : []),
  told(
    'the whole step, feed and catching up included',
    `${median(ours.map(each => each.stepSeconds)).toFixed(2)} s`,
  ),
  atMost('write pause at cut-over, median', pauseMs, 25, 'ms'),
  told('write pauses', ours.map(({ writePauseMs }) => `${writePauseMs} ms`).join(', ')),
  beside('client p99 during the copy, batches of 20', copy => copy.clientP99Ms, 'ms'),
  beside('CPU of the source during the copy', copy => copy.sourceCores, 'cores'),
  beside('CPU of the source for 100,000 keys', copy => copy.sourceSecondsPer100kKeys, 's'),
  atMost('submit to start, p99', startMs, 20, 'ms'),
  told(`submit to start, median of ${starts.length}`, `${median(starts).toFixed(1)} ms`),
  atMost('memory of the server at rest', memory.serverMegabytes, 120, 'MB'),
  atMost('memory of the worker at rest', memory.workerMegabytes, 70, 'MB'),
]
console.log(`\n${keys} keys, ${writesPerSecond} writes/s, median of ${rounds} rounds\n\n${tableOf(lines)}`)
process.exitCode = statusOf(lines)
