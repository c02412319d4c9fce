import { posix } from 'node:path'
import { lineOf, readSource } from './source-text.ts'

/** One import of a file, however it is written. */
export interface Import {
  readonly specifier: string
  /** `type` is gone when the program runs, `value` loads with its file, `dynamic` on first use. */
  readonly kind: 'value' | 'type' | 'dynamic'
  readonly line: number
}

const NAME = '[\\w$]+'
const NAMES = `(?:${NAME}\\s*,\\s*)?(?:\\{[^{}]*\\}|\\*(?:\\s*as\\s+${NAME})?)|${NAME}`
const WITH_FROM = new RegExp(
  `(?<![\\w$.])(?:import|export)\\s*(type\\b(?!\\s*(?:from\\b|,))\\s*)?(?:${NAMES})\\s*\\bfrom\\s*(?=['"])`,
  'g',
)
const FOR_EFFECT = /(?<![\w$.])import\s*(?=['"])/g
const CALLED = /(?<![\w$.])(typeof\s+)?import\s*\(\s*(?=['"`])/g

/** All imports and re-exports of a source, in the order of their lines; a computed `import(x)` names nothing. */
export function importsOf(text: string): readonly Import[] {
  const { code, literals } = readSource(text)
  const found: Import[] = []
  const add = (kind: Import['kind'], match: RegExpExecArray): void => {
    const literal = literals.find(({ start }) => start === match.index + match[0].length)
    if (literal) found.push({ specifier: literal.text, kind, line: lineOf(text, literal.start) })
  }
  for (const match of code.matchAll(WITH_FROM)) add(match[1] ? 'type' : 'value', match)
  for (const match of code.matchAll(FOR_EFFECT)) add('value', match)
  for (const match of code.matchAll(CALLED)) add(match[1] ? 'type' : 'dynamic', match)
  return found.toSorted((one, other) => one.line - other.line)
}

/** The file of ours that a relative specifier means, from the root of the project; null for a package. */
export function targetOf(file: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : null
}

/** The package of a specifier: `typebox` of `typebox/value`; the modules of Node keep their whole name. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
