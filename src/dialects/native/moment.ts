/** A moment as RFC 3339 in UTC. */
export const moment = (at: number): string => new Date(at).toISOString()

/** Null: has not happened, or is not known. */
export const momentOrNull = (at: number | null): string | null => (at === null ? null : moment(at))

/** A moment that a schema let pass; a leap second counts as the second before it. */
export const momentOf = (text: string): number => Date.parse(text.replace(/:60(?=[.Z+-])/i, ':59'))
