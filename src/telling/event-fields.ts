/** Fields of an event, or of something in it, as the wire tells them: another version of the server may tell others. */
export type Fields = Readonly<Record<string, unknown>>

/** What stands for a field that is not told. */
const untold = '…'

/** A field that is text, or a number. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : untold
}

/** A field that is a number; null: it is not told, or unknown. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** A field that has fields of its own. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

/** A field that is a list of such. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}
