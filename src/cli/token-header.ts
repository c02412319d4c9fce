import { isKeyToken } from '../access/keys.ts'

/** The header in which a token tells who asks: one of an access key is a bearer's, one of a user has a header of its own. */
export const tokenHeader = (token: string): Readonly<Record<string, string>> =>
  isKeyToken(token) ? { Authorization: `Bearer ${token}` } : { 'X-Auth-Token': token }
