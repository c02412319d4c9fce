import { Type } from 'typebox'
import type { Shown } from '../shown.ts'
import { moment } from './schema-parts.ts'

/** Body of `POST /v1/session`. */
export const signInSchema = Type.Object(
  {
    accessKey: Type.String({ minLength: 1, maxLength: 128 }),
    secretKey: Type.String({ minLength: 1, maxLength: 256 }),
  },
  { additionalProperties: false },
)

/** Who asks. */
export const whoSchema = Type.Object({
  accessKey: Type.String(),
  project: Type.String(),
  administrator: Type.Boolean(),
})
export type WhoView = Shown<typeof whoSchema>

/** Who has signed in, and until when. */
export const signedInSchema = Type.Object({ ...whoSchema.properties, expiresAt: moment })
export type SignedInView = Shown<typeof signedInSchema>
