import type { Json } from '../../core/json.ts'
import { languages, type Language, type Words } from '../../core/words.ts'

/** A value as it is stored: plain, or with texts in every language. */
type Stored = Json | Words | readonly Stored[] | { readonly [name: string]: Stored }

function isWords(value: object): value is Words {
  return languages.every(language => language in value) && Object.keys(value).length === languages.length
}

/** The value with each of its texts in one language. */
export function inLanguage(value: Stored, language: Language): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((inner: Stored) => inLanguage(inner, language))
  if (isWords(value)) return value[language]
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inLanguage(inner, language)]))
}
