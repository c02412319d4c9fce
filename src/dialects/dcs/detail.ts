import type { Detail, DetailValue } from '../../core/task.ts'
import type { Language } from '../../core/words.ts'

/** Names that the wire shortens. */
const shortened: { readonly [name: string]: string } = { incrementalMigration: 'inc_migration' }

const wireName = (name: string): string =>
  shortened[name] ?? name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

const isRanges = (value: DetailValue): value is readonly (readonly [number, number])[] => Array.isArray(value)

function wireValue(value: DetailValue, language: Language): string {
  if (isRanges(value)) {
    const ranges = value.map(([from, to]) => `[${from} ${to}]`)
    // As Go prints a slice: `[0 5460]`, and a slice of slices `[[0 5460] [6000 6001]]`.
    return ranges.length === 1 ? ranges[0]! : `[${ranges.join(' ')}]`
  }
  return typeof value === 'object' ? value[language] : String(value)
}

/**
 * "Additional attribute details of a subtask": a string that looks like JSON and is none,
 * `{node_id:9996c3376318417281fb5e611f3fb1a0,slot_range:[0 5460],full_migration:in progress,inc_migration:in progress}`;
 * the example's "" where there are none.
 */
export function wireDetail(detail: Detail | null, language: Language): string {
  if (detail === null) return ''
  const parts = Object.entries(detail).map(
    ([name, value]) => `${wireName(name)}:${wireValue(value, language)}`,
  )
  return `{${parts.join(',')}}`
}
