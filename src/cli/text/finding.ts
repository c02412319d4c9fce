import type { Language, WordParameters } from '../../core/words.ts'
import type { Examined } from '../../doctor/doctor.ts'
import type { FindingParameters, Level } from '../../doctor/finding.ts'
import { checkWords, levelWords, sayFinding } from '../../words/doctor.ts'
import { displayWidth, padEnd } from './display-width.ts'
import { printable } from '../../telling/printable.ts'
import { formatBytes, formatDuration, formatMoment, formatNumber } from '../../telling/format.ts'
import type { Paint } from './paint.ts'

/** What a finding says, in a language. */
function findingText({ says, parameters }: Examined, language: Language): string {
  return printable(sayFinding(says, language, shown(parameters, language)))
}

/** A finding in one line: how bad it is, what was looked at, what was found. */
export function findingLine(found: Examined, language: Language, paint: Paint): string {
  const { check, level } = found
  return [
    paint(styles[level], columnIn(levelWords, level, language)),
    columnIn(checkWords, check, language),
    findingText(found, language),
  ].join('  ')
}

/** What a finding says and the values in it, for a program. */
export function findingForPrograms(found: Examined, language: Language): object {
  const facts = Object.entries(found.parameters).map(([name, value]) => [
    name,
    typeof value === 'object' ? value[language] : value,
  ])
  const { check, level, says } = found
  return { check, level, code: says, message: findingText(found, language), facts: Object.fromEntries(facts) }
}

const styles = { ok: 'green', warning: 'yellow', problem: 'red' } as const satisfies {
  readonly [level in Level]: string
}

/** One of some words, as wide as the widest of them. */
function columnIn<Name extends string>(
  words: { readonly [name in Name]: { readonly [language in Language]: string } },
  name: Name,
  language: Language,
): string {
  const all = Object.values<{ readonly [language in Language]: string }>(words)
  return padEnd(words[name][language], Math.max(...all.map(each => displayWidth(each[language]))))
}

/** The ending of a name tells what its value is; see {@link FindingParameters}. */
function shown(parameters: FindingParameters, language: Language): WordParameters {
  const entries = Object.entries(parameters).map(([name, value]) => {
    if (typeof value === 'object') return [name, value[language]] as const
    if (typeof value === 'string') return [name, value] as const
    const format = formats.find(([ending]) => name.endsWith(ending))?.[1]
    return [name, format === undefined ? value : format(value, language)] as const
  })
  return Object.fromEntries(entries)
}

const formats: readonly (readonly [string, (value: number, language: Language) => string])[] = [
  ['Bytes', formatBytes],
  ['Seconds', formatDuration],
  ['At', formatMoment],
  ['Count', formatNumber],
]
