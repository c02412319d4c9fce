/** Whether a text is one that a pattern stands for. */
export type Matches = (text: string) => boolean

/**
 * Compiles a pattern in which `*` stands for any characters, also none, and `?` for exactly one; all else for itself. The
 * time it takes is at most the length of the text times that of the pattern, whatever both are.
 */
export const compilePattern = (pattern: string): Matches => {
  const firstStar = pattern.indexOf('*')
  const isPlain = !pattern.includes('?')
  if (isPlain && firstStar < 0) return text => text === pattern
  if (isPlain && firstStar === pattern.length - 1) {
    const start = pattern.slice(0, -1)
    return text => text.startsWith(start)
  }
  return text => matchesGlob(pattern, text)
}

/** After a mismatch it goes back to the last star only: an earlier one could not do better. */
const matchesGlob = (pattern: string, text: string): boolean => {
  let place = 0
  let at = 0
  let star = -1
  let restart = 0
  while (at < text.length) {
    const sign = pattern[place]
    if (sign === '*') {
      star = place++
      restart = at
    } else if (sign === '?') {
      place++
      at = behindCharacter(text, at)
    } else if (sign === text[at]) {
      place++
      at++
    } else if (star >= 0) {
      place = star + 1
      at = restart = behindCharacter(text, restart)
    } else return false
  }
  while (pattern[place] === '*') place++
  return place === pattern.length
}

/** A character outside the basic plane takes two places. */
const behindCharacter = (text: string, at: number): number =>
  at + ((text.codePointAt(at) as number) > 0xffff ? 2 : 1)
