import { Type, type TInteger, type TOptional } from 'typebox'

/** How many a page shows when it is not said. */
export const defaultLimit = 50

/** The parameter that says how many a page shows, and how many it does when it is not said. */
export const limit = (most: number, byDefault = defaultLimit): TOptional<TInteger> =>
  Type.Optional(
    Type.Integer({ minimum: 1, maximum: most, description: `How many at most. Default: ${byDefault}.` }),
  )
