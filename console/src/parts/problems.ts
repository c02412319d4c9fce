import { joinProblems } from '../../../src/words/joined.ts'
import type { Language } from '../../../src/core/words.ts'
import { CallError } from '../api/call.ts'
import { namesIn } from './json-pointer.ts'

/** What is wrong with what was sent, by place: `instance`, or `input/target` for a field of an operation's input. */
export type Problems = ReadonlyMap<string, string>

/** What the server has found wrong with what was sent; empty where it names no place. */
export function problemsOf(error: Error | null, language: Language): Problems {
  if (!(error instanceof CallError)) return new Map()
  // What does not fit the operation is told by its place in the input; all else by its place in the body.
  const base = error.code === 'invalid_input' ? ['input'] : []
  const found = (error.told(language)?.problems ?? []).map(({ path, message }) => {
    const names = [...base, ...namesIn(path)]
    const own = names[0] === 'input' ? 2 : 1
    const below = names.slice(own).map(name => `/${name}`)
    return { place: names.slice(0, own).join('/'), text: `${below.join('')} ${message}`.trim() }
  })
  return new Map(
    Object.entries(Object.groupBy(found, ({ place }) => place)).map(([place, told = []]) => [
      place,
      joinProblems([...new Set(told.map(({ text }) => text))], language),
    ]),
  )
}
