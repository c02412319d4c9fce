/** A part of a text, by the offsets of its beginning and its end, and the line it begins in, from 1. */
export interface PlaceInText {
  readonly start: number
  readonly end: number
  readonly line: number
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|"/g

/**
 * Where in a JSON text the value of a path stands, its names from the outside in; where that is not there, the innermost part
 * around it. Of a text that is no JSON, some place within it.
 */
export function placeInText(text: string, path: readonly string[]): PlaceInText {
  const tokens = Array.from(text.matchAll(token), ({ 0: sign, index }) => ({ sign, index }))
  let next = 0
  let deepest = -1
  let found = { start: 0, end: text.length }

  /** Reads one value, `depth` names below the root; null: it is not on the path. */
  function read(depth: number | null): void {
    const first = tokens[next++]
    if (first === undefined) return
    if (first.sign === '{') readMembers(depth)
    if (first.sign === '[') readItems(depth)
    const last = tokens[Math.min(next, tokens.length) - 1] ?? first
    if (depth === null || depth <= deepest) return
    deepest = depth
    found = { start: first.index, end: last.index + last.sign.length }
  }

  const below = (depth: number | null, isNext: (name: string) => boolean): number | null => {
    const name = depth === null ? undefined : path[depth]
    return depth !== null && name !== undefined && isNext(name) ? depth + 1 : null
  }

  function readMembers(depth: number | null): void {
    while (next < tokens.length && tokens[next]?.sign !== '}') {
      const key = tokens[next]?.sign
      next += 2
      read(below(depth, name => JSON.stringify(name) === key))
      skipComma()
    }
    next++
  }

  function readItems(depth: number | null): void {
    for (let index = 0; next < tokens.length && tokens[next]?.sign !== ']'; index++) {
      read(below(depth, name => name === String(index)))
      skipComma()
    }
    next++
  }

  function skipComma(): void {
    if (tokens[next]?.sign === ',') next++
  }

  read(0)
  return { ...found, line: text.slice(0, found.start).split('\n').length }
}
