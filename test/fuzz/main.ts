/**
 * Asks every route of every dialect what no client should ask: `npm run fuzz -- --runs N --seed S`, or `--path P` for the
 * one request that a failure has told.
 */
import { parseArgs } from 'node:util'
import { fuzz } from './fuzz.ts'

const reportEvery = 20_000

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    path: { type: 'string' },
  },
})
const began = performance.now()
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(0)
const seed = wholeNumber('seed')
const { routes, statuses, clients, toOthers, failure } = await fuzz({
  seed,
  runs: wholeNumber('runs'),
  path: values.path ?? null,
  ran: runs => void (runs % reportEvery === 0 && console.log(`${runs} requests, ${seconds()} s`)),
})
for (const [name, { asked, answered }] of routes)
  console.log(`${name.padEnd(42)} ${asked} asked, ${answered} answered`)
console.log(`statuses: ${told(statuses)}`)
console.log(`answered to clients: ${told(clients)}`)
console.log(
  `held to the caller's project: ${toOthers.held} of ${toOthers.answers} to who is no administrator`,
)
console.log(failure ?? `every answer of seed ${seed} holds (${seconds()} s)`)
process.exitCode = failure === null ? 0 : 1

function wholeNumber(name: 'runs' | 'seed'): number {
  const number = Number(values[name])
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`--${name} ${values[name]} is not a whole number from 1 on`)
  return number
}

function told(counts: ReadonlyMap<string | number, number>): string {
  return [...counts]
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}
