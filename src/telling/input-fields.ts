import type { Say } from '../words/telling.ts'
import { printable } from './printable.ts'

/** One of the values that a field may have. */
export interface Choice {
  readonly value: unknown
  /** Null: it says nothing beyond itself. */
  readonly description: string | null
}

/** What a field of an operation's input may be. */
export type FieldKind =
  | { readonly type: 'instance' }
  | { readonly type: 'choice'; readonly choices: readonly Choice[] }
  | { readonly type: 'text' | 'texts' | 'boolean' }
  /** Null: no bound. */
  | {
      readonly type: 'number'
      readonly isWhole: boolean
      readonly minimum: number | null
      readonly maximum: number | null
    }
  /** Anything else. */
  | { readonly type: 'json' }

/** A field of an operation's input, by its schema. */
export interface InputField {
  /** As it is sent. */
  readonly name: string
  /** Null: it has but its name. */
  readonly title: string | null
  /** `''`: none. */
  readonly description: string
  readonly isRequired: boolean
  /** Undefined: none. */
  readonly default: unknown
  readonly kind: FieldKind
  /** Its kind as it is written for people who know JSON; `''`: anything. */
  readonly written: string
}

interface PropertySchema {
  readonly type?: unknown
  readonly format?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly PropertySchema[]
  readonly const?: unknown
  readonly default?: unknown
  readonly title?: unknown
  readonly description?: unknown
  readonly items?: PropertySchema
  readonly minimum?: unknown
  readonly maximum?: unknown
}

interface InputSchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>
  readonly required?: readonly string[]
}

/** What an operation asks for, by its input's schema in one language. */
export function inputFields(schema: object): readonly InputField[] {
  const { properties = {}, required = [] } = schema as InputSchema
  return Object.entries(properties).map(([name, property]) => ({
    name,
    title: textOrNull(property.title),
    description: textOrNull(property.description) ?? '',
    isRequired: required.includes(name),
    default: property.default,
    kind: kindOf(property),
    written: printable(writtenKind(property)),
  }))
}

/** What a field takes, in words. */
export const kindText = ({ kind, written }: InputField, say: Say): string =>
  kind.type === 'instance' ? say('operations.anInstance') : written

/** Whether a field has to be given, or what it is when it is not; `''`: neither. */
export function needText({ isRequired, default: given }: InputField, say: Say): string {
  if (given !== undefined) return say('operations.default', { value: JSON.stringify(given) })
  return isRequired ? say('operations.required') : ''
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? printable(value) : null)
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)

function kindOf(property: PropertySchema): FieldKind {
  if (property.format === 'instance') return { type: 'instance' }
  const choices = choicesOf(property)
  if (choices !== null) return { type: 'choice', choices }
  switch (property.type) {
    case 'string':
      return { type: 'text' }
    case 'boolean':
      return { type: 'boolean' }
    case 'integer':
    case 'number':
      return {
        type: 'number',
        isWhole: property.type === 'integer',
        minimum: numberOrNull(property.minimum),
        maximum: numberOrNull(property.maximum),
      }
    default:
      return { type: property.type === 'array' && property.items?.type === 'string' ? 'texts' : 'json' }
  }
}

/** The values that a schema lists; null: it lists none. */
function choicesOf(property: PropertySchema): readonly Choice[] | null {
  if (property.enum !== undefined) return property.enum.map(value => ({ value, description: null }))
  if (property.const !== undefined) return [{ value: property.const, description: null }]
  const variants = property.anyOf?.filter(variant => variant.const !== undefined) ?? []
  if (variants.length === 0 || variants.length !== property.anyOf?.length) return null
  return variants.map(variant => ({ value: variant.const, description: textOrNull(variant.description) }))
}

function writtenKind(property: PropertySchema): string {
  if (property.const !== undefined) return String(property.const)
  if (property.enum !== undefined) return property.enum.map(String).join(' | ')
  if (property.anyOf !== undefined) {
    const kinds = property.anyOf.map(writtenKind)
    return kinds.includes('') ? '' : kinds.join(' | ')
  }
  return typeof property.type === 'string' ? property.type : ''
}
