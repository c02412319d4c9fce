import { globSync } from 'node:fs'

/** Tests that run together. */
export interface Suite {
  /** The test files, from the root of the project. */
  readonly files: readonly string[]
  /** The written files that the tests must cover wholly; none for suites whose coverage is not measured. */
  readonly covered: readonly string[]
  /** A test, or a file of tests that leaves something open, fails after that. */
  readonly longestTestMs: number
}

const MINUTE_MS = 60_000

const PURE = 'src/{core,estimate,dialects,access,words,telling}'

/** The suites that a change must pass, in this order. */
export const EVERY_DAY: readonly string[] = ['pure', 'rest']

/** The folders of test/ that hold the longer suites, one each. */
const LONGER: readonly string[] = ['servers', 'package', 'console', 'clients']

const SUITES: Readonly<Record<string, () => Suite>> = {
  pure: () => ({ files: tests(PURE), covered: sources(PURE), longestTestMs: MINUTE_MS }),
  rest: () => ({ files: rest(), covered: [], longestTestMs: 2 * MINUTE_MS }),
  ...Object.fromEntries(LONGER.map(name => [name, () => longer(name)])),
}

/** The suite of a name; an unknown name, or a suite without a test, is an error. */
export function suiteOf(name: string): Suite {
  const suite = SUITES[name]?.()
  if (suite === undefined) throw new Error(`no suite ${name}; there are ${Object.keys(SUITES).join(', ')}`)
  if (suite.files.length === 0) throw new Error(`the suite ${name} has no test file`)
  return suite
}

/** Every test file that no other suite has: a new folder is never forgotten. */
function rest(): readonly string[] {
  const others = new Set([PURE, ...LONGER.map(name => `test/${name}`)].flatMap(tests))
  return tests('{src,console/src,test,scripts}').filter(path => !others.has(path))
}

function longer(name: string): Suite {
  return { files: tests(`test/${name}`), covered: [], longestTestMs: 20 * MINUTE_MS }
}

const tests = (folder: string): readonly string[] => globSync(`${folder}/**/*.test.ts`).toSorted()

const sources = (folder: string): readonly string[] =>
  globSync(`${folder}/**/*.ts`)
    .filter(path => !/\.(?:test|generated)\.ts$|\/(?:testing|conformance)\//.test(path))
    .toSorted()
