/** What the Authorization header of a signed request says. */
export interface SignatureClaim {
  readonly accessKey: string
  /** Lower-case names, each once, in the order given. */
  readonly signedHeaders: readonly string[]
  /** 64 lower-case hex digits. */
  readonly signature: string
}

/** The word before the first space: `SDK-HMAC-SHA256`, `Bearer`, … */
export const authorizationScheme = (authorization: string): string => {
  const space = authorization.indexOf(' ')
  return space < 0 ? authorization : authorization.slice(0, space)
}

/** Reads `SDK-HMAC-SHA256 Access=…, SignedHeaders=a;b, Signature=…`, spaces as they come; null if it is not that. */
export const parseSignatureClaim = (authorization: string): SignatureClaim | null => {
  const parts = claimForm.exec(authorization)
  if (parts === null) return null
  const [accessKey, names, signature] = parts.slice(1) as [string, string, string]
  const signedHeaders = names.toLowerCase().split(';')
  // A name said a thousand times would have its value hashed a thousand times, before we know who asks.
  if (new Set(signedHeaders).size !== signedHeaders.length) return null
  return { accessKey, signedHeaders, signature }
}

// Upper-case digits in a signature are refused: two spellings would be two signatures to a replay memory.
const claimForm =
  /^SDK-HMAC-SHA256\s+Access=([^,\s]+)\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]{64})$/
