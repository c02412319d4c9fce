import { Type } from 'typebox'
import type { Shown } from '../shown.ts'

/** What a person reads of a refusal, in one language. */
const told = {
  message: Type.String({ description: 'What happened, to what.' }),
  remedy: Type.Optional(Type.String({ description: 'What to do next.' })),
  problems: Type.Optional(
    Type.Array(
      Type.Object({
        path: Type.String({ description: 'A JSON pointer into the body; or a parameter of the query.' }),
        message: Type.String(),
      }),
    ),
  ),
}

/** Every refusal. */
export const errorSchema = Type.Object({
  error: Type.Object({
    code: Type.String(),
    ...told,
    requestId: Type.String({ description: 'Also in X-Request-Id; the server logs it.' }),
    task: Type.Optional(
      Type.String({
        description: 'Id of the task that the message names, as the one that a client token has made.',
      }),
    ),
    translations: Type.Record(Type.String(), Type.Object(told), {
      description: 'The same in each other language: what was refused need not be tried again to be read.',
    }),
  }),
})
export type ErrorBody = Shown<typeof errorSchema>
