import { Type } from 'typebox'
import { count, moment, nullable } from './schema-parts.ts'
import type { Shown } from '../shown.ts'

/** One line that an operation wrote. */
export const logLineSchema = Type.Object({
  id: count,
  at: moment,
  step: nullable(
    Type.String({ description: 'Null: outside any step, as in the undo that follows the last.' }),
  ),
  attempt: Type.Integer({ minimum: 1 }),
  number: Type.Integer({
    minimum: 1,
    description:
      'Its place among all lines of its step and attempt, of which the last 1,000 are kept: a gap says that lines have gone.',
  }),
  text: Type.String({ description: 'As it was written: show no control characters of it on a terminal.' }),
})
export type LogLineView = Shown<typeof logLineSchema>

/** Answer of `GET /v1/tasks/{id}/logs`. */
export const logPageSchema = Type.Object({
  lines: Type.Array(logLineSchema, { description: 'Oldest first.' }),
  next: nullable(
    Type.Integer({
      description:
        'Give it as `after` for the next page; null: no more by now. What is written later comes behind the last id.',
    }),
  ),
})
export type LogPage = Shown<typeof logPageSchema>
