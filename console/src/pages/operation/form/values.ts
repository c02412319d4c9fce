import type { InputField } from '../../../../../src/telling/input-fields.ts'

/** What stands in a field: a text, the JSON of a choice, whether it is switched on; null: nothing. */
export type FieldValue = string | boolean | null

/** What stands in the fields of a form, by name. */
export type FieldValues = Readonly<Record<string, FieldValue>>

/** An input as the fields say it, and what in them cannot be read at all, by name of the field. */
export interface ReadInput {
  readonly input: Readonly<Record<string, unknown>>
  readonly unreadable: ReadonlySet<string>
}

/** What stands in fields before somebody fills them: their defaults. */
export function firstValues(fields: readonly InputField[]): FieldValues {
  return Object.fromEntries(fields.map(field => [field.name, firstValue(field)]))
}

function firstValue({ kind, isRequired, default: given }: InputField): FieldValue {
  if (given !== undefined) return written(kind, given)
  if (!isRequired) return null
  if (kind.type === 'boolean') return false
  const [only, ...others] = kind.type === 'choice' ? kind.choices : []
  return only !== undefined && others.length === 0 ? JSON.stringify(only.value) : null
}

function written({ type }: InputField['kind'], value: unknown): FieldValue {
  if (type === 'boolean') return value === true
  if (type === 'texts' && Array.isArray(value)) return value.join('\n')
  if ((type === 'text' || type === 'instance') && typeof value === 'string') return value
  return JSON.stringify(value, null, type === 'json' ? 2 : 0)
}

/** Reads what stands in the fields. What is empty is left out: what has to be given is the server's to say. */
export function readValues(fields: readonly InputField[], values: FieldValues): ReadInput {
  const unreadable = new Set<string>()
  const input = fields.flatMap(({ name, kind }) => {
    const value = values[name] ?? null
    if (value === null || (typeof value === 'string' && value.trim() === '')) return []
    try {
      return [[name, read(kind, value)] as const]
    } catch {
      unreadable.add(name)
      return []
    }
  })
  return { input: Object.fromEntries(input), unreadable }
}

function read({ type }: InputField['kind'], value: string | boolean): unknown {
  if (typeof value === 'boolean') return value
  switch (type) {
    case 'choice':
    case 'json':
      return JSON.parse(value)
    case 'number':
      // What is no number goes as it is: the server says what is wrong with it.
      return Number.isFinite(Number(value)) ? Number(value) : value
    case 'texts':
      return value.split('\n').filter(line => line.trim() !== '')
    default:
      return value
  }
}
