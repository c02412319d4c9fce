import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { relative, resolve } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import type { Counts } from './closing-lines.ts'
import { onSilence } from './silence.ts'
import type { Suite } from './suites.ts'

/** What came of a run of one suite. */
export interface Outcome {
  readonly counts: Counts
  /** Of the skipped tests, one each. */
  readonly reasons: readonly string[]
  /** Why the run failed, beyond its failed tests. */
  readonly problems: readonly string[]
}

const NO_REASON = 'without a reason'

/** Runs a suite and prints what Node's own `spec` reporter says of it. `options`: words for its test files. */
export async function runSuite(
  { files, covered, longestTestMs }: Suite,
  options: readonly string[] = [],
): Promise<Outcome> {
  const stop = new AbortController()
  const stream = run({
    files: files.map(file => resolve(file)),
    argv: [...options],
    // One process for all files would run the hooks of each file for the tests of all others.
    isolation: 'process',
    // Two more than there are processors: many tests wait for processes of their own.
    concurrency: availableParallelism() + 2,
    signal: stop.signal,
    timeout: longestTestMs,
    coverage: covered.length > 0,
    coverageIncludeGlobs: [...covered],
    lineCoverage: 100,
    branchCoverage: 100,
  })
  const reasons: string[] = []
  const problems: string[] = []
  const loaded = new Set<string>()
  let counts: Counts = { passed: 0, failed: 1, skipped: 0 }
  onSilence(stream, longestTestMs + 5_000, left => {
    const places = left.map(path => relative('', path)).join(', ') || 'a test'
    problems.push(`${places} left something open (a server, a timer, a process), or hangs`)
    stop.abort()
  })
  stream.on('test:pass', ({ skip }) => {
    if (skip !== undefined) reasons.push(typeof skip === 'string' && skip !== '' ? skip : NO_REASON)
  })
  stream.on('test:diagnostic', ({ level, nesting, message }) => {
    if (level === 'error' && nesting === 0) problems.push(message)
  })
  stream.on('test:coverage', ({ summary }) => summary.files.forEach(({ path }) => loaded.add(path)))
  stream.on('test:summary', ({ file, counts: { tests, passed, skipped, todo } }) => {
    if (file === undefined) counts = { passed, failed: tests - passed - skipped - todo, skipped }
  })
  for await (const text of stream.compose(spec)) process.stdout.write(text)

  for (const path of covered)
    if (!loaded.has(resolve(path)) && hasCode(path))
      problems.push(`${path} must be covered, and no test loads it`)
  if (reasons.includes(NO_REASON)) problems.push('a test is skipped without a reason')
  return { counts, reasons, problems }
}

/** Tells files that are more than types; only those can be covered. */
function hasCode(path: string): boolean {
  return /^(?:export )?(?:async )?(?:function|const|let|(?:abstract )?class)\b/m.test(
    readFileSync(path, 'utf8'),
  )
}
