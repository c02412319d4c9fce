import type { Static, TSchema } from 'typebox'

/** What a schema describes, as data that nobody changes. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

/** The readonly type of what a schema describes. */
export type Shown<Schema extends TSchema> = Frozen<Static<Schema>>
