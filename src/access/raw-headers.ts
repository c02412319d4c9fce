/** Headers as they came over the wire: in order, possibly doubled, one character a byte (as node:http gives them). */
export type RawHeaders = readonly (readonly [name: string, value: string])[]

/** All values of every header by its lower-case name, in the order they came, without the white space around them. */
export type HeaderIndex = ReadonlyMap<string, readonly string[]>

/** Indexes raw headers by lower-case name. */
export const indexHeaders = (headers: RawHeaders): HeaderIndex => {
  const index = new Map<string, string[]>()
  for (const [name, value] of headers) {
    const lowerName = name.toLowerCase()
    const values = index.get(lowerName)
    if (values === undefined) index.set(lowerName, [trimWhiteSpace(value)])
    else values.push(trimWhiteSpace(value))
  }
  return index
}

/** The values of one header (given in lower case), in the order they came, without the white space around them. */
export const headerValues = (headers: RawHeaders, lowerName: string): readonly string[] => {
  const values: string[] = []
  for (const [name, value] of headers) {
    if (name.length === lowerName.length && name.toLowerCase() === lowerName)
      values.push(trimWhiteSpace(value))
  }
  return values
}

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
