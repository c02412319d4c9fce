import { Type } from 'typebox'

/** Parameters that no page names are let pass, as the service does: an SDK may send more than it documents. */
export const anyQuery = Type.Object({})
