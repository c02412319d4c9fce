// Runs suites of tests: node scripts/test.ts [SUITE…] [--OPTION…]. Without a name, those that a change must pass; options are
// for the test files themselves.
// What `node --test` alone does not do: it fails when a covered file was never loaded, a test is skipped without a
// reason or leaves something open, and closes with what was skipped and why, over all suites.
import { closingLines, type Counts } from './closing-lines.ts'
import { runSuite, type Outcome } from './run-suite.ts'
import { EVERY_DAY, suiteOf } from './suites.ts'

const words = process.argv.slice(2)
const firstOption = words.findIndex(word => word.startsWith('--'))
const names = firstOption < 0 ? words : words.slice(0, firstOption)
const options = firstOption < 0 ? [] : words.slice(firstOption)
const outcomes: Outcome[] = []
for (const name of names.length > 0 ? names : EVERY_DAY) outcomes.push(await runSuite(suiteOf(name), options))

const sum = (count: keyof Counts): number => outcomes.reduce((total, { counts }) => total + counts[count], 0)
const counts = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
const problems = outcomes.flatMap(outcome => outcome.problems)
for (const problem of problems) console.log(`✖ ${problem}`)
console.log(
  closingLines(
    counts,
    outcomes.flatMap(outcome => outcome.reasons),
  ),
)
process.exitCode = counts.failed === 0 && problems.length === 0 ? 0 : 1
