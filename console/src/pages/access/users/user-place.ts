/** The page of a user, by name. */
export const userPlace = (name: string): string => `/access/users/${encodeURIComponent(name)}`
