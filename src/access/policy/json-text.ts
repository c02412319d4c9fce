import type { Json } from '../../core/json.ts'
import { fillWords, type WordParameters, type Words } from '../../core/words.ts'
import { policyProblemWords } from '../../words/policies.ts'

/** What a text says as JSON, or what is wrong with it, line and column (both from 1) included. */
export type JsonReading =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: Words }

/**
 * Reads JSON as JSON.parse does, but tells the place of what it cannot read, and refuses a member that is given twice: of
 * two conditions of one name JSON.parse would drop the first without a word, and with it a part of what was denied.
 */
export const readJsonText = (text: string): JsonReading => {
  const reader: Reader = { text, at: 0, message: null }
  const value = readValue(reader, 0)
  skipBlanks(reader)
  if (reader.at < text.length) refuse(reader, reader.at, policyProblemWords.notJsonAt)
  return reader.message === null ? { ok: true, value } : { ok: false, message: reader.message }
}

/** No policy needs more than seven. */
const deepest = 12

interface Reader {
  readonly text: string
  at: number
  /** What is wrong; null: nothing was so far. */
  message: Words | null
}

/** Tells what is wrong at a place, once; going on from the end of the text, every part of it ends at once. */
const refuse = (reader: Reader, at: number, template: Words, parameters: WordParameters = {}): null => {
  reader.message ??= fillWords(template, { ...parameters, ...placeOf(reader.text, at) })
  reader.at = reader.text.length
  return null
}

const blanks = /[ \t\n\r]*/y
const textToken = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const plainToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

const readValue = (reader: Reader, depth: number): Json => {
  skipBlanks(reader)
  if (depth > deepest) return refuse(reader, reader.at, policyProblemWords.tooDeepAt)
  switch (reader.text[reader.at]) {
    case '{':
      return readObject(reader, depth)
    case '[':
      return readList(reader, depth)
    case '"':
      return readToken(reader, textToken)
    default:
      return readToken(reader, plainToken)
  }
}

const readObject = (reader: Reader, depth: number): Json => {
  const members = new Map<string, Json>()
  reader.at++
  if (takes(reader, '}')) return {}
  do {
    skipBlanks(reader)
    const at = reader.at
    const name = String(readToken(reader, textToken))
    if (members.has(name)) refuse(reader, at, policyProblemWords.doubledMemberAt, { name })
    expect(reader, ':')
    members.set(name, readValue(reader, depth + 1))
  } while (takes(reader, ','))
  expect(reader, '}')
  return Object.fromEntries(members)
}

const readList = (reader: Reader, depth: number): Json => {
  const members: Json[] = []
  reader.at++
  if (takes(reader, ']')) return members
  do members.push(readValue(reader, depth + 1))
  while (takes(reader, ','))
  expect(reader, ']')
  return members
}

const readToken = (reader: Reader, form: RegExp): Json => {
  form.lastIndex = reader.at
  const token = form.exec(reader.text)?.[0]
  if (token === undefined) return refuse(reader, reader.at, policyProblemWords.notJsonAt)
  reader.at += token.length
  return JSON.parse(token) as Json
}

const takes = (reader: Reader, sign: string): boolean => {
  skipBlanks(reader)
  const is = reader.text[reader.at] === sign
  if (is) reader.at++
  return is
}

const expect = (reader: Reader, sign: string): void => {
  if (!takes(reader, sign)) refuse(reader, reader.at, policyProblemWords.notJsonAt)
}

const skipBlanks = (reader: Reader): void => {
  blanks.lastIndex = reader.at
  blanks.exec(reader.text)
  reader.at = blanks.lastIndex
}

const placeOf = (text: string, at: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, at).split(/\r\n|\n|\r/)
  return { line: before.length, column: (before.at(-1) as string).length + 1 }
}
