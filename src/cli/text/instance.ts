import type { Language } from '../../core/words.ts'
import type { InstanceView } from '../../dialects/native/schema.ts'
import { commandLineWords, speaker, type CommandLineWord } from '../../words/command-line.ts'
import { printable } from '../../telling/printable.ts'
import { formatNumber } from '../../telling/format.ts'
import { listing } from './table.ts'

/** What a probe found at an instance, one line a fact; or that nothing has looked. */
export function factLines(instance: Pick<InstanceView, 'facts'>, language: Language): readonly string[] {
  const say = speaker(language)
  const facts = Object.entries(instance.facts).map(([name, value]) => {
    const word = `fact.${name}`
    const known = word in commandLineWords ? say(word as CommandLineWord) : spelled(name)
    return [`  ${printable(known)}`, printable(factText(value, language))] as const
  })
  return facts.length === 0 ? [say('instance.notProbed')] : [say('instance.found'), ...listing(facts)]
}

/** One fact of an instance as text; `''` if it is not known. */
export function factText(value: unknown, language: Language): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return formatNumber(value, language)
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return formatNumber(value.length, language)
  return JSON.stringify(value)
}

const spelled = (name: string): string => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
