/** The headers of a request by their lower-case names: all values of each in the order they came, without the white space around them. */
export type RequestHeaders = ReadonlyMap<string, readonly string[]>

/** Indexes names and values in turn, as node:http gives them: in the order they came, one character a byte. */
export const indexHeaders = (flat: readonly string[]): RequestHeaders => {
  const index = new Map<string, string[]>()
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const lowerName = flat[at]!.toLowerCase()
    const value = trimWhiteSpace(flat[at + 1]!)
    const values = index.get(lowerName)
    if (values === undefined) index.set(lowerName, [value])
    else values.push(value)
  }
  return index
}

/** The values of one header (given in lower case), in the order they came. */
export const headerValues = (headers: RequestHeaders, lowerName: string): readonly string[] =>
  headers.get(lowerName) ?? none

const none: readonly string[] = []

// String.trim would also take 0xA0, which is the second half of letters such as "à" in UTF-8. A regular expression for
// the same costs 2 µs a request.
const trimWhiteSpace = (value: string): string => {
  let start = 0
  let end = value.length
  while (start < end && isWhiteSpace(value.charCodeAt(start))) start++
  while (end > start && isWhiteSpace(value.charCodeAt(end - 1))) end--
  return value.slice(start, end)
}

const isWhiteSpace = (code: number): boolean => code === 0x20 || code === 0x09
