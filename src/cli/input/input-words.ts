import { inputFields, kindText, needText } from '../../telling/input-fields.ts'
import { printable } from '../../telling/printable.ts'
import type { Say } from '../../words/command-line.ts'

/** What an operation asks for, one row a property: name, kind, whether it has to be given, and what it is. */
export function inputRows(schema: object, say: Say): readonly (readonly string[])[] {
  return inputFields(schema).map(field => [
    `  ${printable(field.name)}`,
    kindText(field, say),
    needText(field, say),
    field.description,
  ])
}
