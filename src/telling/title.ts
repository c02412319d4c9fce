import type { StepView, SubStepView } from '../dialects/native/schema-parts.ts'
import { bareTitle } from '../words/bare-title.ts'
import { printable } from './printable.ts'

/** A step's title, with what tells it from others of the same title: its node and slots. */
export function rowTitle(part: StepView | SubStepView): string {
  return [plainTitle(part.title), identityOf(part)].join(' ').trimEnd()
}

/** What tells a part from others of the same title; `''`: nothing has to. */
export function identityOf({ detail }: StepView | SubStepView): string {
  const told = ['nodeId', 'slotRange'].flatMap(name => {
    const text = detailText(detail?.[name])
    return text === null ? [] : [shortId(text)]
  })
  return printable(told.join(' '))
}

/** A title as it stands in a line. */
export function plainTitle(title: string): string {
  return printable(bareTitle(title))
}

/** A further fact of a step as text; null: there is nothing to tell. */
export function detailText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  if (typeof value === 'number') return String(value)
  if (!Array.isArray(value) || value.length === 0) return null
  const [first] = value as readonly unknown[]
  const shown = Array.isArray(first) ? `[${first.join(' ')}]` : String(first)
  return value.length === 1 ? shown : `${shown} +${value.length - 1}`
}

const shortId = (text: string): string => (/^[0-9a-f-]{24,}$/i.test(text) ? `${text.slice(0, 8)}…` : text)
