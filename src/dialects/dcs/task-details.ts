import type { Json } from '../../core/json.ts'
import { problemsOf } from '../check.ts'
import { detailsSchema, type TaskDetails } from './task-schema.ts'

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Each name of the page, and what an input calls the same. */
const namings = Object.entries(detailsSchema.properties).map(
  ([name, schema]) => [name, camelCase(name), schema] as const,
)

/**
 * What of a task's input the page has a name and a type for: `newPort` is `new_port`. Null, as in the page's example, where
 * there is none: what an instance was before is not kept with the task, and nothing is made up.
 */
export function detailsOf(input: Json): TaskDetails | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null
  const values = new Map(Object.entries(input))
  const told = namings.flatMap(([name, ours, schema]) => {
    const value = values.get(ours)
    return value !== undefined && problemsOf(schema, value).length === 0 ? [[name, value] as const] : []
  })
  return told.length === 0 ? null : Object.fromEntries(told)
}
