import { Type } from 'typebox'
import type { Shown } from '../shown.ts'
import { moment } from './schema-parts.ts'

const closed = { additionalProperties: false }

/** Body of `POST /v1/session`: an access key with its secret, or a user with its password. */
export const signInSchema = Type.Object(
  {
    accessKey: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    secretKey: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    user: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Id or name.' })),
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    project: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: "Id or name; left out: one of the user's." }),
    ),
  },
  closed,
)
export type SignInBody = Shown<typeof signInSchema>

/** Who asks. */
export const whoSchema = Type.Object({
  accessKey: Type.String({ description: 'What the history names: the access key, or the name of the user.' }),
  user: Type.String({ description: 'Name of the user.' }),
  project: Type.String(),
  administrator: Type.Boolean(),
})
export type WhoView = Shown<typeof whoSchema>

/** Who has signed in, and until when. */
export const signedInSchema = Type.Object({ ...whoSchema.properties, expiresAt: moment })
export type SignedInView = Shown<typeof signedInSchema>
