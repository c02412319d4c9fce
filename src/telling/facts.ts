import type { Language } from '../core/words.ts'
import type { InstanceView } from '../dialects/native/schema.ts'
import { sayer, tellingWords, type TellingWord } from '../words/telling.ts'
import { formatNumber } from './format.ts'
import { printable } from './printable.ts'
import { spelled } from './spelled.ts'

/** Something that a probe found at an instance. */
export interface Fact {
  readonly name: string
  /** What it is. */
  readonly title: string
  /** `''`: it is not known. */
  readonly text: string
  /** Whether its text says nothing without its title. */
  readonly isCount: boolean
}

/** What a probe found at an instance; nothing where none has looked. */
export function factsOf({ facts }: Pick<InstanceView, 'facts'>, language: Language): readonly Fact[] {
  const say = sayer(tellingWords, language)
  return Object.entries(facts).map(([name, value]) => {
    const word = `fact.${name}`
    const title = word in tellingWords ? say(word as TellingWord) : spelled(name)
    const isCount = typeof value === 'number' || typeof value === 'object'
    return { name, title: printable(title), text: printable(factText(value, language)), isCount }
  })
}

/** One fact of an instance as text; `''` if it is not known. */
export function factText(value: unknown, language: Language): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return formatNumber(value, language)
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return formatNumber(value.length, language)
  return JSON.stringify(value)
}
