import { inputFields } from './input-fields.ts'
import { printable } from './printable.ts'
import { spelled } from './spelled.ts'
import { plainTitle } from './title.ts'

/** What people read in place of names that an operation's input and its steps' details have. */
export interface OperationTitles {
  readonly inputTitle: (name: string) => string
  readonly detailTitle: (name: string) => string
}

/** What an operation says of names. */
interface SaysTitles {
  /** JSON Schema in one language. */
  readonly input: object
  readonly details: { readonly [name: string]: string | undefined }
}

/** The titles that an operation gives; where it gives none, or is not known (null), the names themselves. */
export function operationTitles(operation: SaysTitles | null): OperationTitles {
  const fields = operation === null ? [] : inputFields(operation.input)
  const inputs = new Map(fields.map(({ name, title }) => [name, title]))
  const details = new Map(Object.entries(operation?.details ?? {}))
  return {
    inputTitle: name => inputs.get(name) ?? printable(name),
    detailTitle: name => plainTitle(details.get(name) ?? spelled(name)),
  }
}

/** A part of what a task was asked with. */
interface InputText {
  readonly name: string
  readonly title: string
  readonly text: string
}

/** What a task was asked with: each part by its title, texts as they are. */
export function inputTexts(input: unknown, { inputTitle }: OperationTitles): readonly InputText[] {
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).map(([name, value]: [string, unknown]) => ({
    name,
    title: inputTitle(name),
    text: printable(typeof value === 'string' ? value : JSON.stringify(value)),
  }))
}
