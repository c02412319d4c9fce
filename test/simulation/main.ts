/**
 * Runs the simulation: `npm run simulate -- --runs N --seed S [--jobs J] [--verbose]`, or `-- --mutations`, which breaks
 * the code on purpose and shows that the simulation notices.
 */
import { parseArgs } from 'node:util'
import { proveMutations } from './mutations/prove.ts'
import { runInThreads } from './run-in-threads.ts'
import { simulate } from './simulate.ts'
import type { Counts } from './statistics.ts'
import { tellFailure } from './tell-failure.ts'

/** A line is printed after so many schedules. */
const reportEvery = 20_000

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
    mutations: { type: 'boolean', default: false },
  },
})
const seed = wholeNumber('seed')
if (values.mutations) process.exitCode = await proveMutations(seed)
else if (values.verbose) process.exitCode = await showOne()
else process.exitCode = await runMany(wholeNumber('runs'), wholeNumber('jobs'))

function wholeNumber(name: 'runs' | 'seed' | 'jobs'): number {
  const number = Number(values[name])
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`--${name} ${values[name]} is not a whole number from 1 on`)
  return number
}

async function showOne(): Promise<number> {
  const outcome = await simulate(seed)
  printCounts(outcome.statistics.counts)
  if (outcome.failure === null) console.log(`${outcome.trace.join('\n')}\nseed ${seed}: every invariant held`)
  else console.log(tellFailure(outcome, outcome.trace.length))
  return outcome.failure === null ? 0 : 1
}

async function runMany(runs: number, threads: number): Promise<number> {
  const began = performance.now()
  const seconds = (): number => (performance.now() - began) / 1000
  let sum = 0
  const { schedules, turns, counts, failed } = await runInThreads({ seed, runs, threads }, more => {
    sum += more
    if (sum % reportEvery === 0) console.log(`${sum} schedules, ${seconds().toFixed(0)} s`)
  })
  printCounts(counts)
  const pace = `${seconds().toFixed(1)} s, ${(schedules / seconds()).toFixed(0)} schedules/s, ${turns} turns`
  const verdict = failed === null ? 'every invariant held' : 'one failed'
  console.log(`${schedules} schedules from seed ${seed}: ${verdict} (${pace})`)
  if (failed !== null) console.log(tellFailure(failed))
  return failed === null ? 0 : 1
}

function printCounts(counts: Counts): void {
  for (const [kind, names] of counts) {
    const told = [...names].toSorted(([one], [other]) => (one < other ? -1 : 1))
    console.log(`${kind.padEnd(8)} ${told.map(([name, count]) => `${name} ${count}`).join(', ')}`)
  }
}
