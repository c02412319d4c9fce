import type { Say } from '../../words/command-line.ts'
import { printable } from '../../telling/printable.ts'

interface PropertySchema {
  readonly type?: unknown
  readonly format?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly PropertySchema[]
  readonly const?: unknown
  readonly default?: unknown
  readonly description?: unknown
}

interface InputSchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>
  readonly required?: readonly string[]
}

/** What an operation asks for, one row a property: name, kind, whether it has to be given, and what it is. */
export function inputRows(schema: object, say: Say): readonly (readonly string[])[] {
  const { properties = {}, required = [] } = schema as InputSchema
  return Object.entries(properties).map(([name, property]) => [
    `  ${printable(name)}`,
    printable(kindOf(property, say)),
    needOf(property, required.includes(name), say),
    typeof property.description === 'string' ? printable(property.description) : '',
  ])
}

function kindOf(property: PropertySchema, say: Say): string {
  if (property.format === 'instance') return say('operations.anInstance')
  if (property.const !== undefined) return JSON.stringify(property.const)
  const choices = property.enum ?? property.anyOf?.map(variant => variant.const ?? variant.type)
  if (choices !== undefined) return choices.map(String).join(' | ')
  return typeof property.type === 'string' ? property.type : ''
}

function needOf(property: PropertySchema, required: boolean, say: Say): string {
  if (property.default !== undefined)
    return say('operations.default', { value: JSON.stringify(property.default) })
  return required ? say('operations.required') : ''
}
