/** The page of a policy. */
export const policyPlace = (name: string): string => `/access/policies/${encodeURIComponent(name)}`
